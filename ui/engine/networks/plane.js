/* Two other ways to lay digits out in a plane, models/networks/planes.py: a plain autoencoder and principal components. */

import { runPart } from "./part.js";

const PIXELS = 784;

/** A plane whose weights lie in the engine's memory. */
export class Plane {
  /** @param {import("./weights.js").Weights} weights */
  constructor(weights) {
    this.weights = weights;
    this.latentDim = weights.program.latent_dim;
  }

  /** @param {Float32Array} x (n, 784) in 0…1
      @returns {Float32Array} (n, latentDim) places */
  encode(x) {
    return runPart(this.weights, "encoder", x, x.length / PIXELS, this.latentDim);
  }

  /** @param {Float32Array} z (n, latentDim) places
      @returns {Float32Array} (n, 784) in 0…1 */
  decode(z) {
    return runPart(this.weights, "decoder", z, z.length / this.latentDim, PIXELS);
  }
}
