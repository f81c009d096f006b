/* Numbers of the wavelet's fields: how they are written and read, and how scale, base and index depend on each other. */

/** Digits after the point that each parameter's field shows at most.
    @type {Record<string, number>} */
export const DIGITS = { sigma: 2, theta: 1, scale: 2, base: 2, index: 2, gamma: 2, psi: 0 };

const ROUNDING = 1e-9; // of an index: log(8) / log(2) may miss 3 by the last bit

/** Write a number with at most so many digits after the point, without zeros at its end.
    @param {number} value
    @param {number} digits
    @returns {string} */
export function shortNumber(value, digits) {
  return String(+value.toFixed(digits));
}

/** Compute the index of which `scale` = base^index.
    @param {number} scale above 0
    @param {number} base above 1
    @returns {number} */
export function indexOfScale(scale, base) {
  return Math.log(scale) / Math.log(base);
}

/** Compute the whole indices whose powers of `base` are scales that can be used.
    @param {number} base above 1
    @param {{low: number, high: number}} limits of the scale
    @returns {[number, number]} the least and the largest one */
export function indexReach(base, { low, high }) {
  return [Math.ceil(indexOfScale(low, base) - ROUNDING), Math.floor(indexOfScale(high, base) + ROUNDING)];
}
