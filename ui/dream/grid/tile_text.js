/* Generated digits in words. */

import { percent } from "../../kit/pictures/reader_text.js";

/** Say what a digit reads as and, where a discriminator judged it, its score.
    @param {import("../types").Say} say
    @param {import("../../kit/runtime/types").GeneratedDigit} tile
    @returns {string} */
export function readingLine(say, { reads_as: digit, sure, score, critic }) {
  const reading = say("tile_reads", { digit, share: percent(say, sure) });
  if (score === null) return reading;
  const judged = say("tile_score", { score: score.toFixed(3), critic: say(`model_${critic}`) });
  return [reading, judged].filter(Boolean).join(say("space"));
}

/** Say how a digit was drawn: by which model, as which digit, at which temperature.
    @param {import("../types").Say} say
    @param {import("../../kit/runtime/types").GeneratedDigit} tile
    @returns {string} */
export function factsLine(say, { model, label, temperature }) {
  const requested = label === null ? [] : [say("tile_asked", { digit: label })];
  return [say(`model_${model}`), ...requested, say("tile_temperature", { temperature })].join(" · ");
}

/** Say whose discriminator scored the digits of a model.
    @param {import("../types").Say} say
    @param {string | null} critic the GAN that it belongs to, null without one
    @param {string} model
    @returns {string} */
export function legendText(say, critic, model) {
  if (!critic) return say("legend_unjudged");
  return say(critic === model ? "legend" : "legend_other", { critic: say(`model_${critic}`) });
}
