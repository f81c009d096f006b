/* A model's figures of variety, beside those of real digits: FID, coverage, distance to the most similar sample. */

import { make } from "../make.js";
import { shareText } from "../share_text.js";

/** Make the terms and descriptions of a <dl>.
    @param {import("../types").Say} say
    @param {(value: number, digits: number) => string} format writes a number with so many significant digits
    @param {Record<string, {model?: number, real?: number}>} figures as they were measured: fid, coverage, nearest_other
    @param {number | undefined} distance mean L2 distance of the very samples on the page, undefined until they
      are drawn
    @returns {HTMLElement[]} */
export function figureItems(say, format, figures, distance) {
  const threeDigits = (value) => format(value, 3);
  const times = (value, real) => say("times", { times: format(value / real, value / real < 10 ? 2 : 4) });
  return [
    ...item(say, "fid", figures.fid, threeDigits, times),
    ...item(say, "coverage", figures.coverage, (value) => shareText(say, value)),
    ...item(say, "nearest_other", { model: distance, real: figures.nearest_other?.real }, threeDigits),
  ];
}

function item(say, key, figure, text, compare = (_model, _real) => "") {
  const { model, real } = figure ?? {};
  const value = make("b", { textContent: model === undefined ? say("none") : text(model) });
  const beside = make("span", { className: "real" });
  if (real !== undefined && model !== undefined) {
    beside.textContent = say("real", { value: text(real) }) + compare(model, real);
  }
  // The distance is measured on the page's own samples: it is never unmeasured, only not there yet.
  const unmeasured = model === undefined && key !== "nearest_other";
  const meaning = make("p", { className: "hint", textContent: say(unmeasured ? "unmeasured" : `${key}_means`) });
  const description = make("dd", {}, value, beside, meaning);
  description.dataset.figure = key;
  return [make("dt", { textContent: say(key) }), description];
}
