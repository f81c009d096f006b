/* Small functions of numbers that several answers need. */

/** Turn logits into probabilities that sum to 1.
    @param {Float32Array} logits
    @returns {Float32Array} */
export function softmax(logits) {
  const most = Math.max(...logits);
  const powers = Array.from(logits, (logit) => Math.exp(logit - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return Float32Array.from(powers, (power) => power / total);
}

/** @param {number} x
    @returns {number} */
export const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** Find where the largest value is, the first of several.
    @param {ArrayLike<number>} values
    @returns {number} */
export function argmax(values) {
  let best = 0;
  for (let at = 1; at < values.length; at++) if (values[at] > values[best]) best = at;
  return best;
}

/** Round to some decimals, as the server's answers are.
    @param {ArrayLike<number>} values
    @param {number} [decimals]
    @returns {number[]} */
export function rounded(values, decimals = 4) {
  return Array.from(values, (value) => Number(value.toFixed(decimals)));
}
