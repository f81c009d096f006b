/* Numbers as the figures write them, and the few formulas of the chapters that the page computes itself. */

/** Write a number to so many digits after the point, with a true minus sign.
    @param {number} value
    @param {number} [digits]
    @returns {string} */
export function written(value, digits = 2) {
  return value.toFixed(digits).replace("-", "−");
}

/** Write a share in whole percent.
    @param {(key: string, values?: object) => string} say
    @param {number} share in 0…1
    @returns {string} */
export function percentText(say, share) {
  return say("percent", { number: Math.round(100 * share) });
}

/** Add up numbers.
    @param {number[]} values
    @returns {number} */
export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/** Compute the density of a normal distribution at z.
    @param {number} z
    @param {number} mean
    @param {number} sd above 0
    @returns {number} */
export function normalDensity(z, mean, sd) {
  return Math.exp(-(((z - mean) / sd) ** 2) / 2) / (sd * Math.sqrt(2 * Math.PI));
}

/** Compute the probability of a logit.
    @param {number} logit
    @returns {number} in 0…1 */
export function sigmoid(logit) {
  return 1 / (1 + Math.exp(-logit));
}

/** Compute log(1 + exp(logit)), which is −log(1 − sigmoid(logit)), without overflow.
    @param {number} logit
    @returns {number} */
export function softplus(logit) {
  return Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
}

/** Compute what the cosine part of a wavelet lets through of a flat picture where its mean is not removed.
    @param {number} sigma
    @returns {number} as a share, in 0…1 */
export function meanOfCosine(sigma) {
  return Math.exp(-(sigma ** 2));
}
