/* The reparameterisation of one latent number, forwards and backwards. */

/** Compute z = mu + σ·ε, σ = e^{logvar / 2}.
    @param {{mu: number, logvar: number}} posterior
    @param {number} epsilon
    @returns {{sigma: number, z: number}} */
export function forward({ mu, logvar }, epsilon) {
  const sigma = Math.exp(logvar / 2);
  return { sigma, z: mu + sigma * epsilon };
}

/** Carry the loss's slope at z back by the chain rule.
    @param {number} logvar
    @param {number} epsilon
    @param {number} slope ∂loss / ∂z
    @returns {{mu: number, sigma: number, logvar: number}} the loss's slopes in each of them */
export function backward(logvar, epsilon, slope) {
  const sigma = slope * epsilon;
  return { mu: slope, sigma, logvar: (sigma * Math.exp(logvar / 2)) / 2 };
}

/** Compute the slopes of KL(N(mu, σ²) ‖ N(0, 1)), which reach the encoder without any draw.
    @param {{mu: number, logvar: number}} posterior
    @returns {{mu: number, logvar: number}} */
export function slopesOfKL({ mu, logvar }) {
  return { mu, logvar: (Math.exp(logvar) - 1) / 2 };
}
