/* Cross-entropy over D's logits in two forms, and what it pulls with. */

import { sigmoid, softplus } from "../../numbers.js";

const LOG_FLOOR = -100; // PyTorch's binary_cross_entropy takes no logarithm for less
const SLOPE_FLOOR = 1e-12; // and divides by nothing smaller

/** A loss, the mean over the batch, and its slope in each logit.
    @typedef {{loss: number, slopes: Float64Array}} Loss */

/** Compute the mean of −(t log D + (1 − t) log(1 − D)), D = sigmoid(logit).
    @param {Float64Array} logits
    @param {0 | 1} target t: 1 for what is to be believed
    @param {boolean} apart whether the sigmoid comes first and the logarithm after, in 32 bits, as the article computes
      them; a D that is certain rounds to 0 or 1 there, and the slope with it. Otherwise both are taken together.
    @returns {Loss} */
export function crossEntropy(logits, target, apart) {
  const n = logits.length;
  const slopes = new Float64Array(n);
  let loss = 0;
  for (let at = 0; at < n; at++) {
    const logit = logits[at];
    if (!apart) {
      loss += softplus(target ? -logit : logit) / n;
      slopes[at] = (sigmoid(logit) - target) / n;
      continue;
    }
    const belief = Math.fround(sigmoid(Math.fround(logit)));
    const other = Math.fround(1 - belief);
    loss -= Math.max(LOG_FLOOR, Math.log(target ? belief : other)) / n;
    const spread = Math.fround(belief * other); // the sigmoid's slope
    slopes[at] = (((belief - target) / Math.max(spread, SLOPE_FLOOR)) * spread) / n;
  }
  return { loss, slopes };
}

/** Compute what G minimises: −log D of practice, or log(1 − D) of the game as it is written.
    @param {Float64Array} logits of forgeries
    @param {{apart: boolean, minimax: boolean}} form
    @returns {Loss} */
export function generatorLoss(logits, { apart, minimax }) {
  if (!minimax) return crossEntropy(logits, 1, apart);
  const { loss, slopes } = crossEntropy(logits, 0, apart);
  return { loss: -loss, slopes: slopes.map((slope) => -slope) };
}
