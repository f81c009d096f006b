/* The VAE of one number in closed form, for any Gaussian q: every term of both ways to the ELBO. Nats throughout.

   Prior N(0, 1), decoder p(x | z) = N(x; z, spread²), so that p(x) = N(0, 1 + spread²). */

const LOG_2PI = Math.log(2 * Math.PI);

/** @typedef {{x: number, spread: number, mu: number, sigma: number}} Guess q = N(mu, sigma²) for a datum x */

/** Expectations over q of log q(z), log p(z | x), log p(x | z) and log p(z); evidence: log p(x); gap: KL(q ‖ p(z | x));
    kl: KL(q ‖ p(z))
    @typedef {{logQ: number, logPosterior: number, logLikelihood: number, logPrior: number, evidence: number,
      gap: number, kl: number, elbo: number}} Terms */

/** Compute the logarithm of a normal density.
    @param {number} value
    @param {number} mean
    @param {number} sd above 0
    @returns {number} */
export function logNormal(value, mean, sd) {
  return -(((value - mean) / sd) ** 2 + LOG_2PI) / 2 - Math.log(sd);
}

/** Compute KL(N(mean, sd²) ‖ N(otherMean, otherSd²)).
    @param {number} mean
    @param {number} sd
    @param {number} otherMean
    @param {number} otherSd
    @returns {number} */
export function gaussianKL(mean, sd, otherMean, otherSd) {
  return Math.log(otherSd / sd) + (sd ** 2 + (mean - otherMean) ** 2) / (2 * otherSd ** 2) - 0.5;
}

/** Find the true posterior p(z | x), a Gaussian.
    @param {{x: number, spread: number}} datum
    @returns {{mean: number, sd: number}} */
export function posteriorOf({ x, spread }) {
  const weight = 1 / spread ** 2;
  return { mean: (weight * x) / (1 + weight), sd: Math.sqrt(1 / (1 + weight)) };
}

/** Compute every term of the derivation.
    @param {Guess} guess
    @returns {Terms} */
export function boundTerms({ x, spread, mu, sigma }) {
  const { mean, sd } = posteriorOf({ x, spread });
  const logQ = -(LOG_2PI + 1) / 2 - Math.log(sigma);
  const logLikelihood = logNormal(x, mu, spread) - sigma ** 2 / (2 * spread ** 2);
  const kl = gaussianKL(mu, sigma, 0, 1);
  return {
    logQ,
    logPosterior: logNormal(mu, mean, sd) - sigma ** 2 / (2 * sd ** 2),
    logLikelihood,
    logPrior: logNormal(mu, 0, 1) - sigma ** 2 / 2,
    evidence: logNormal(x, 0, Math.sqrt(1 + spread ** 2)),
    gap: gaussianKL(mu, sigma, mean, sd),
    kl,
    elbo: logLikelihood - kl,
  };
}
