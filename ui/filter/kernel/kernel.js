/* The wavelet from close by: surfaces, sections, frequencies. It paints what ui/filter/lab/lab.js publishes. */

import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { lifetime, onResize } from "../../kit/runtime/lifetime.js";
import { onColourChange } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { paced } from "./pacing.js";
import { turntable } from "./turntable.js";
import { paintPlots, paintSurfaces } from "./views.js";

const LEAST = 0.0001; // of the peak: what leaks less is said to be less than that

/** Lay the views out; they are painted while they are unfolded.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const { signal, dispose } = lifetime();
  const fold = find("details");
  const surfaces = { real: find(".surface.real"), imaginary: find(".surface.imaginary") };
  const camera = { turn: -0.5, tilt: 0.55 };
  const painting = paced(paint, signal);
  /** @type {import("./views.js").Wavelet | undefined} */
  let wavelet; // with its details, which come while they are asked for

  function paint() {
    if (!wavelet || !fold.open) return;
    paintSurfaces(surfaces, wavelet, camera);
    paintPlots(find, wavelet, say);
  }

  channel("gabor-kernel").subscribe((found) => {
    wavelet = found.plane && /** @type {import("./views.js").Wavelet} */ (found);
    if (!wavelet) return;
    writeMeasures(find, say, wavelet);
    painting.later();
  }, signal);
  turntable(Object.values(surfaces), camera, painting.soon, signal);
  fold.addEventListener("toggle", () => channel("gabor-detail").set(fold.open));
  onColourChange(paint, signal);
  onResize(find(".views"), paint, signal);
  keepForNextPage("filter-closer", () => fold.open);
  fold.open = keptFromLastPage["filter-closer"] ?? false;
  return dispose;
}

/** Write what is known of the wavelet in numbers. */
function writeMeasures(find, say, { bandwidth, leakage, peak, asked }) {
  find(".bandwidth").textContent = bandwidth ? say("octaves", { octaves: bandwidth.toFixed(2) }) : say("no_octaves");
  find(".leakage").textContent = leakage < LEAST ? say("under", { number: LEAST }) : leakage.toPrecision(2);
  find(".peak").textContent = say(asked.norm === "l2" ? "peak_l2" : "peak_l1", { peak: peak.toPrecision(2) });
}
