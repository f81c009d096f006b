/* −ELBO of one digit: models/analysis/elbo.py. */

import { posterior } from "../latent.js";

/** Return −log p(x | z) of Bernoulli pixels, in nats.
    @param {Float32Array} logits (784)
    @param {Float32Array} x (784) in 0…1
    @returns {number} */
export function bceSum(logits, x) {
  let sum = 0;
  for (let at = 0; at < x.length; at++) {
    const logit = logits[at];
    sum += Math.max(logit, 0) - logit * x[at] + Math.log1p(Math.exp(-Math.abs(logit)));
  }
  return sum;
}

/** Return KL(N(mu, e^logvar) ‖ N(0, I)), in nats.
    @param {Float32Array} mu
    @param {Float32Array} logvar
    @returns {number} */
export function klToPrior(mu, logvar) {
  return mu.reduce((sum, m, at) => sum + 0.5 * (m * m + Math.exp(logvar[at]) - 1 - logvar[at]), 0);
}

/** Estimate −ELBO of one digit, in nats.
    @param {import("./vae.js").VAE} vae
    @param {Float32Array} x (784) in 0…1
    @param {{mu: Float32Array, logvar: Float32Array}} posterior each (latentDim)
    @param {Float32Array} normals (draws, latentDim) ~ N(0, 1)
    @returns {number} */
export function negativeElbo(vae, x, { mu, logvar }, normals) {
  const logits = vae.logits(posterior(mu, logvar, normals));
  const draws = normals.length / mu.length;
  let misfit = 0;
  for (let at = 0; at < draws; at++) misfit += bceSum(logits.subarray(at * x.length, (at + 1) * x.length), x);
  return misfit / draws + klToPrior(mu, logvar);
}
