/* Before and after: the same seed through three GANs, with what was measured of each. */

import { frameOf, SIDE } from "../../../kit/pictures/frames.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { language } from "../../../kit/runtime/language.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { make, pictures } from "../make.js";
import { percentText } from "../numbers.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, say, tryIt, whenSeen } = figureIn(scope);
  let seed = 0;
  const samples = Object.entries(scope.props.about).map(([name, about]) => {
    const canvases = pictures(10);
    find(".trio").append(caseOf(about, canvases, say));
    return { name, canvases };
  });

  const ask = asking("ask_cure", (answer) => {
    for (const { name, canvases } of samples) {
      const frames = { grey: fromBase64(answer.frames[name]) };
      canvases.forEach((canvas, at) => paintInk(canvas, frameOf(frames, at), SIDE));
    }
  });
  find(".anew").addEventListener("click", () => ask({ seed: ++seed }));
  tryIt("dream", "#dream-samples", () => {
    location.hash = String(new URLSearchParams({ dream: "gan_conv", seed: String(seed) }));
  });
  whenSeen(() => ask({ seed }));
  return dispose;
}

/** Lay out what is said of a model, as `ui.learn.chapters.gan` describes it, around its samples. */
function caseOf(about, canvases, say) {
  const textContent = say(about.labelled ? "labelled" : "plain", { k: about.steps, r1: about.r1 });
  const ten = make("div", { className: "ten" }, ...canvases);
  ten.setAttribute("role", "img");
  ten.setAttribute("aria-label", say("samples", { name: textContent }));
  const list = make("dl");
  for (const [key, value] of Object.entries(factsOf(about, say))) {
    if (value) list.append(make("dt", { textContent: say(key) }), make("dd", { textContent: value }));
  }
  return make("div", { className: "case" }, make("h4", { textContent }), ten, list);
}

/** Write what was measured of a model; what was not is left empty. */
function factsOf({ fid, floor, coverage, classes_holding_90: digits, score_real: real, score_fake: fake }, say) {
  return {
    fid: fid && floor && timesText(fid / floor, say),
    coverage: coverage !== undefined && percentText(say, coverage),
    digits,
    gap: real !== undefined && `${percentText(say, real)} / ${percentText(say, fake)}`,
  };
}

/** Write how many times the least FID a model has, that of real digits. */
function timesText(ratio, say) {
  return say("times", { ratio: ratio >= 10 ? Math.round(ratio).toLocaleString(language) : ratio.toFixed(1) });
}
