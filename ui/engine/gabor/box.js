/* Reducing a picture so that each pixel is the mean of those it replaces, as Pillow's BOX does it. */

import { halfToEven } from "./rounding.js";

/** Compute the size of a picture that is reduced to a longest side.
    @param {number} width
    @param {number} height
    @param {number} longest px
    @returns {[number, number]} width and height, px */
export function reducedSize(width, height, longest) {
  const shrink = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, halfToEven(width * shrink)), Math.max(1, halfToEven(height * shrink))];
}

/** Reduce a picture, whose rows may lie further apart than its width.
    @param {Float32Array} values (from.height, from.stride)
    @param {{width: number, height: number, stride: number}} from
    @param {[number, number]} size width and height, px; neither larger than before
    @returns {Float32Array} (height, width) */
export function reduced(values, { width, height, stride }, [toWidth, toHeight]) {
  const columns = ranges(width, toWidth);
  const rows = ranges(height, toHeight);
  const narrow = new Float32Array(toWidth * height);
  for (let y = 0, at = 0; y < height; y++)
    for (const [first, end] of columns) {
      let sum = 0;
      for (let x = first; x < end; x++) sum += values[y * stride + x];
      narrow[at++] = sum / (end - first);
    }
  const out = new Float32Array(toWidth * toHeight);
  rows.forEach(([first, end], row) => {
    for (let x = 0; x < toWidth; x++) {
      let sum = 0;
      for (let y = first; y < end; y++) sum += narrow[y * toWidth + x];
      out[row * toWidth + x] = sum / (end - first);
    }
  });
  return out;
}

/** Find the pixels that each pixel replaces: those whose middle lies within it, [first, end). */
function ranges(n, count) {
  const scale = n / count;
  return Array.from({ length: count }, (_, at) => {
    const middle = (at + 0.5) * scale;
    const first = Math.max(0, Math.trunc(middle - scale / 2 + 0.5));
    const end = Math.min(n, Math.trunc(middle + scale / 2 + 0.5));
    const inside = (place) => {
      const apart = (place - middle + 0.5) / scale;
      return apart > -0.5 && apart <= 0.5;
    };
    const held = Array.from({ length: end - first }, (_at, place) => first + place).filter(inside);
    return [held[0], held[held.length - 1] + 1];
  });
}
