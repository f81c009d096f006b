/* Samples side by side with the most similar of all others. */

import { PIXELS, SIDE, frameOf } from "../../kit/pictures/frames.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { make } from "../make.js";

/** Show pairs, in the canvases that are there and as many more as are needed.
    @param {HTMLElement} place
    @param {string} samples base64 of n · 784 grey bytes
    @param {string} others likewise, the most similar one of each */
export function showPairs(place, samples, others) {
  const grey = [samples, others].map(fromBase64);
  const n = grey[0].length / PIXELS;
  while (place.children.length < n) place.append(make("div", {}, make("canvas"), make("canvas")));
  [...place.children].forEach((pair, index) => {
    pair
      .querySelectorAll("canvas")
      .forEach((canvas, which) => paintInk(canvas, frameOf({ grey: grey[which] }, index), SIDE));
  });
}
