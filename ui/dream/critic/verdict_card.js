/* A card for a discriminator: its score of the drawing, beside those of real and forged digits, and its saliency. */

import { SIDE } from "../../kit/pictures/frames.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { onResize } from "../../kit/runtime/lifetime.js";
import { clearCanvas, onColourChange, paintInk } from "../../kit/runtime/paint.js";
import { make } from "../make.js";
import { drawSaliency } from "./saliency.js";
import { percentBelow } from "./score_histogram.js";
import { drawScores } from "./score_strip.js";

/** Which digit a discriminator that knows digits is asked about: "read" what the drawing reads as, "best" the one that
    it finds most convincing, or a certain one.
    @typedef {{value: () => string, choose: (label: string) => void}} LabelChoice */

/** What the server says of one discriminator.
    @typedef {{model: string, score: number, label: number | null, saliency: string}} Verdict */

/** Make the card of a model.
    @param {string} model
    @param {object} options
    @param {import("../types").Say} options.say
    @param {Record<string, {real: number[], fake: number[]}> | undefined} options.known percentiles (101 scores) for
      "read" and "best", where they were measured
    @param {LabelChoice | null} options.labels null for a discriminator that knows no digits
    @param {() => void} options.forge called by the button that lays a forgery on the sheet
    @param {AbortSignal} signal */
export function verdictCard(model, { say, known, labels, forge }, signal) {
  const { item, under, over, score, choice, strip, rank, button } = makeCard(model, say, labels);
  button.addEventListener("click", forge);
  choice?.addEventListener("change", () => labels?.choose(choice.value));
  const words = Object.fromEntries(["real", "fake", "low", "high"].map((end) => [end, say(`strip_${end}`)]));
  /** @type {Verdict | null} */
  let shown = null;

  function redraw() {
    const range = known?.[labels?.value() === "best" ? "best" : "read"];
    drawScores(strip, shown?.score ?? null, range, /** @type {any} */ (words));
    rank.textContent = shown ? rankText(say, range, shown.score) : "";
    if (!shown) return;
    drawSaliency(over, fromBase64(shown.saliency));
    strip.setAttribute("aria-label", say("strip_alt", { score: score.textContent, where: rank.textContent }));
  }

  onResize(strip, redraw, signal);
  onColourChange(redraw, signal);
  return {
    item,
    /** Show a verdict.
        @param {Verdict} verdict
        @param {Uint8Array} seen the drawing as the models see it, 784 grey bytes */
    show(verdict, seen) {
      shown = verdict;
      score.textContent = verdict.score.toFixed(3);
      score.title = String(verdict.score);
      if (choice && labels) showLabel(choice, say, labels.value(), verdict.label);
      paintInk(under, seen, SIDE);
      redraw();
    },
    /** Show that there is no drawing. */
    blank() {
      shown = null;
      score.textContent = "–";
      for (const canvas of [under, over]) clearCanvas(canvas);
      redraw();
    },
  };
}

function makeCard(model, say, labels) {
  const name = say(`model_${model}`);
  const under = make("canvas", { className: "under" });
  const over = make("canvas", { className: "over" });
  under.setAttribute("aria-hidden", "true");
  over.setAttribute("role", "img");
  over.setAttribute("aria-label", say("map_alt", { model: name }));
  const map = make("figure", { className: "map" }, make("div", { className: "view" }, under, over));

  const score = make("b", { className: "score" });
  const choice = labels ? makeLabelSelect(say) : null;
  const line = make("p", { className: "line" }, score);
  if (choice) line.append(make("label", { className: "about" }, say("about_before"), choice, say("about_after")));
  const strip = make("canvas", { className: "strip" });
  strip.setAttribute("role", "img");
  strip.setAttribute("aria-label", `${say("strip_real")}, ${say("strip_fake")}`); // until there is a score to tell
  const rank = make("p", { className: "hint rank" });
  const button = make("button", { className: "forgery", type: "button", textContent: say("forgery") });
  const body = make("div", { className: "verdict" }, make("h3", { textContent: name }), line, strip, rank, button);
  return { item: make("li", {}, map, body), under, over, score, choice, strip, rank, button };
}

function makeLabelSelect(say) {
  const rules = ["read", "best"].map((rule) => new Option(say(`about_${rule}`), rule));
  const digits = Array.from({ length: 10 }, (_, digit) => new Option(String(digit), String(digit)));
  return make("select", {}, ...rules, ...digits);
}

/** Show which digit was asked about: the rule that is chosen names it. */
function showLabel(select, say, chosen, label) {
  select.value = chosen;
  for (const rule of ["read", "best"]) {
    const digit = rule === chosen ? say("about_digit", { digit: label }) : "";
    select.querySelector(`[value=${rule}]`).textContent = say(`about_${rule}`) + digit;
  }
}

/** Say how many real digits and forgeries score less. */
function rankText(say, range, score) {
  if (!range) return say("rank_unknown");
  return say("rank", { real: percentBelow(range.real, score), fake: percentBelow(range.fake, score) });
}
