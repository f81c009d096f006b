/* What each frame of a way reads as: ten bands stacked over α, as wide as they are probable. */

import { ON_DIGIT, digitColour } from "./digit_colours.js";
import { label, paper } from "./line_plot.js";
import { best } from "./reader_text.js";

const NAMED = 0.4; // a band that never grows this wide goes without its digit

/** The reader's probabilities of the ten digits for each frame of a way, which has two frames at least.
    @typedef {number[][]} Readings */

/** Cut a way into runs of frames that read as one digit.
    @param {Readings} proba
    @returns {{digit: number, alpha: number}[]} alpha: where on the way, 0…1, the run begins */
export function runs(proba) {
  const digits = proba.map(best);
  return digits
    .map((digit, at) => ({ digit, alpha: at / (digits.length - 1) }))
    .filter(({ digit }, at) => digit !== digits[at - 1]);
}

/** Say the runs in words, such as "Reads as 3; from α = 0.47 on as 8."
    @param {import("../runtime/language.js").Say} say
    @param {Readings} proba
    @returns {string} */
export function bandText(say, proba) {
  const [first, ...others] = runs(proba);
  const parts = others.map(({ digit, alpha }) => say("band_then", { digit, alpha: alpha.toFixed(2) }));
  return say("band_first", { digit: first.digit }) + parts.join("") + say("band_end");
}

/** Paint the ten bands on a canvas; does nothing while it is hidden.
    @param {HTMLCanvasElement} canvas
    @param {Readings} proba */
export function drawBand(canvas, proba) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const n = proba.length;
  const x = (at) => (at / (n - 1)) * width;
  const below = Array.from({ length: n }, () => height); // y of the top of what is painted so far
  context.font = `600 13px ${getComputedStyle(canvas).fontFamily}`;
  context.textBaseline = "middle";
  for (let digit = 0; digit < 10; digit++) {
    const top = proba.map((shares, at) => below[at] - shares[digit] * height);
    context.beginPath();
    for (let at = 0; at < n; at++) context.lineTo(x(at), top[at]);
    for (let at = n - 1; at >= 0; at--) context.lineTo(x(at), below[at]);
    context.fillStyle = digitColour(digit);
    context.fill();
    const at = widest(proba.map((shares) => shares[digit]));
    if (at >= 0) label(context, digit, Math.min(width - 8, Math.max(8, x(at))), (top[at] + below[at]) / 2, ON_DIGIT);
    top.forEach((value, index) => (below[index] = value));
  }
}

/** Find where on a band there is most room for its digit: in the middle of the longest run of frames where it is nearly as
    wide as it gets.
    @param {number[]} shares of the band in each frame, 0…1
    @returns {number} the frame's index; −1 if the band stays narrow */
export function widest(shares) {
  const most = Math.max(...shares);
  if (most < NAMED) return -1;
  let [start, long, middle] = [0, 0, -1];
  for (let at = 0; at <= shares.length; at++) {
    if (shares[at] >= 0.8 * most) continue;
    if (at - start > long) [long, middle] = [at - start, Math.floor((start + at - 1) / 2)];
    start = at + 1;
  }
  return middle;
}
