/* How far a picture is continued beyond its edges, as models/gabor/spectrum.py does it. */

import { nextFastLength } from "./plan.js";

/** What both sides share.
    @typedef {{reach: number, step: number}} Padding reach: standard deviations of an envelope on either side; step: px
    that padded sides are multiples of */

/** Compute the length of a padded line.
    @param {number} n px of the picture
    @param {number} std px, of the envelope's longer axis
    @param {Padding} padding
    @returns {number} */
export function paddedLength(n, std, { reach, step }) {
  const steps = Math.ceil((n + 2 * reach * std) / step);
  return Math.min(step * nextFastLength(steps), 2 * n); // 2n: image and mirror image repeat, exact for any width
}

/** Find which pixel lies at each place of a padded line: the image, then half of the mirror image after it, then half
    before it.
    @param {number} n px of the picture
    @param {number} padded
    @returns {Int32Array} (padded) of 0 … n − 1 */
export function mirrored(n, padded) {
  const turn = n + Math.floor((padded - n + 1) / 2);
  return Int32Array.from({ length: padded }, (_, place) => {
    const at = place < turn ? place : place - padded;
    const within = ((at % (2 * n)) + 2 * n) % (2 * n);
    return within < n ? within : 2 * n - 1 - within;
  });
}
