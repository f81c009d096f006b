/* Draws from the posterior of a drawing, decoded, and what they read as. */

import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { best, readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";

const DRAWS = 16;

/** Count how often each digit occurs.
    @param {number[]} digits
    @returns {{digit: number, count: number}[]} the most frequent first, then the smaller one; none that does not occur */
export function countDigits(digits) {
  return Array.from({ length: 10 }, (_, digit) => ({ digit, count: digits.filter((one) => one === digit).length }))
    .filter(({ count }) => count)
    .sort((a, b) => b.count - a.count);
}

/** Say in a sentence what the draws read as.
    @param {import("../types").Say} say
    @param {number[]} digits
    @returns {string} */
export function cloudText(say, digits) {
  const parts = countDigits(digits).map((part) => say("cloud_part", part));
  return say("cloud_reads", { digits: parts.join(say("comma")) });
}

/** Lay out the places of the draws in a list.
    @param {HTMLElement} list
    @param {HTMLElement} summary gets a sentence
    @param {import("../types").Say} say
    @returns {(answer: {frames: string, proba: number[][]}) => void} paints draws; frames: base64 of 16 · 784 grey bytes */
export function cloudIn(list, summary, say) {
  const draws = Array.from({ length: DRAWS }, () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    canvas.setAttribute("role", "img");
    const caption = document.createElement("span");
    const item = document.createElement("li");
    item.append(canvas, caption);
    list.append(item);
    return { canvas, caption };
  });
  return ({ frames, proba }) => {
    const grey = fromBase64(frames);
    const digits = proba.map(best);
    draws.forEach(({ canvas, caption }, at) => {
      paintInk(canvas, frameOf({ grey }, at), SIDE);
      canvas.setAttribute("aria-label", readingText(say, proba[at]));
      caption.textContent = String(digits[at]);
    });
    summary.textContent = cloudText(say, digits);
  };
}
