/* A VAE as models/networks/vae.py and conv_vae.py have it: encoder with refinement steps, decoder, mixtures of classes. */

import { rows } from "../arrays.js";
import { sigmoid } from "../numbers.js";
import { classLogProb } from "./class_mixture.js";
import { runPart } from "./part.js";

const PIXELS = 784;

/** A VAE whose weights lie in the engine's memory. */
export class VAE {
  /** @param {import("./weights.js").Weights} weights */
  constructor(weights) {
    this.weights = weights;
    this.latentDim = weights.program.latent_dim;
  }

  /** Encode digits.
      @param {Float32Array} x (n, 784) in 0…1
      @returns {{mu: Float32Array, logvar: Float32Array}} each (n, latentDim) */
  encode(x) {
    const n = x.length / PIXELS;
    const width = 2 * this.latentDim;
    let q = runPart(this.weights, "encoder", x, n, width); // mu and logvar side by side
    for (let step = 0; step < (this.weights.program.refinement_steps ?? 0); step++) q = this.#refined(x, q, n);
    return { mu: this.#columns(q, n, 0), logvar: this.#columns(q, n, this.latentDim) };
  }

  /** Correct mu and logvar by comparing digits with what mu decodes to: models.networks.conv_vae.Refiner. */
  #refined(x, q, n) {
    const xHat = this.decode(this.#columns(q, n, 0));
    const both = new Float32Array(2 * x.length); // the two pictures are channels of one map
    for (let at = 0; at < x.length; at++) {
      both[2 * at] = x[at];
      both[2 * at + 1] = xHat[at];
    }
    const steps = this.weights.program.parts.change;
    const size = steps[0].inputs - q.length / n;
    const features = runPart(this.weights, "features", both, n, size);
    const joined = new Float32Array(features.length + q.length);
    for (let at = 0; at < n; at++) {
      joined.set(features.subarray(at * size, (at + 1) * size), at * steps[0].inputs);
      joined.set(q.subarray(at * (q.length / n), (at + 1) * (q.length / n)), at * steps[0].inputs + size);
    }
    const change = runPart(this.weights, "change", joined, n, q.length / n);
    return change.map((value, at) => value + q[at]);
  }

  /** Take latentDim columns of q (n, 2·latentDim), from `first` on. */
  #columns(q, n, first) {
    const out = new Float32Array(n * this.latentDim);
    for (let at = 0; at < n; at++) {
      const from = 2 * at * this.latentDim + first;
      out.set(q.subarray(from, from + this.latentDim), at * this.latentDim);
    }
    return out;
  }

  /** Decode points.
      @param {Float32Array} z (n, latentDim)
      @returns {Float32Array} (n, 784) the logits of the pixels */
  logits(z) {
    return runPart(this.weights, "decoder", z, z.length / this.latentDim, PIXELS);
  }

  /** Decode points.
      @param {Float32Array} z (n, latentDim)
      @returns {Float32Array} (n, 784) in 0…1 */
  decode(z) {
    return this.logits(z).map(sigmoid);
  }

  /** The mixtures of Gaussians of each digit; undefined where none are fitted.
      @returns {import("./class_mixture.js").Mixtures | undefined} */
  get mixtures() {
    const { classes } = this.weights.program;
    if (!classes) return undefined;
    const [logWeights, means, cholesky] = [classes.log_weights, classes.means, classes.cholesky].map((name) =>
      this.weights.table(name),
    );
    return { components: classes.components, logWeights, means, cholesky };
  }

  /** Say how likely each digit is at points: log p(class, z).
      @param {Float32Array} z (n, latentDim)
      @returns {Float32Array[] | undefined} ten values for each point; undefined where no mixtures are fitted */
  classLogProb(z) {
    const { mixtures } = this;
    return mixtures && rows(z, this.latentDim).map((point) => classLogProb(point, mixtures));
  }
}
