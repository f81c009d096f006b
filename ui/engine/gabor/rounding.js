/* Rounding as Python and NumPy do it. */

/** Round to a whole number, halves to the even one.
    @param {number} value
    @returns {number} */
export function halfToEven(value) {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
