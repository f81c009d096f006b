/* What a grey pixel costs under a Bernoulli likelihood, and what its "probabilities" add up to. */

/** Compute −x log p − (1 − x) log(1 − p).
    @param {number} x grey value in 0…1
    @param {number} p the decoder's, above 0 and below 1
    @returns {number} nats */
export function greyCost(x, p) {
  return -x * Math.log(p) - (1 - x) * Math.log(1 - p);
}

/** Compute the least cost that any p reaches: at p = x, the entropy of x.
    @param {number} x grey value in 0…1
    @returns {number} nats */
export function leastCost(x) {
  return x > 0 && x < 1 ? greyCost(x, x) : 0;
}

/** Compute ∫₀¹ p^x (1 − p)^(1 − x) dx, which would be 1 if it were a density over grey values.
    Loaiza-Ganem & Cunningham 2019, arXiv:1907.06845.
    @param {number} p above 0 and below 1
    @returns {number} */
export function totalOfGreys(p) {
  const logit = Math.log(p) - Math.log(1 - p);
  return Math.abs(logit) < 1e-4 ? 0.5 : (2 * p - 1) / logit;
}
