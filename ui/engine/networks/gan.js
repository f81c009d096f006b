/* A GAN as models/networks/gan.py and conv_gan.py have it: generator, and a discriminator's logits and their gradients. */

import { prepare, runForGradients } from "./gradients.js";
import { runPart } from "./part.js";

const PIXELS = 784;
const DIGITS = 10;

/** A GAN whose weights lie in the engine's memory. */
export class GAN {
  /** @param {import("./weights.js").Weights} weights */
  constructor(weights) {
    this.weights = weights;
    this.latentDim = weights.program.latent_dim;
    this.numClasses = weights.program.num_classes ?? 0;
  }

  /** Draw digits from noise.
      @param {Float32Array} z (n, latentDim)
      @param {import("../types").Shares} [shares] (n, 10) of the digits; none for a GAN without classes
      @returns {Float32Array} (n, 784) in 0…1 */
  generate(z, shares) {
    return runPart(this.weights, "generator", z, z.length / this.latentDim, PIXELS, shares);
  }

  /** Judge digits.
      @param {Float32Array} x (n, 784) in 0…1
      @param {ArrayLike<number>} [labels] (n) digits that a GAN with classes is asked about
      @returns {Float32Array} (n) logits, whose sigmoid is the belief that x is real */
  logits(x, labels) {
    const n = x.length / PIXELS;
    const early = runPart(this.weights, "early", x, n, this.#earlySize());
    return this.numClasses ? this.#late(early, labels ?? []) : early;
  }

  /** Judge one digit for each label that it could have.
      @param {Float32Array} x (784)
      @returns {Float32Array} (10) logits */
  logitsByDigit(x) {
    const size = this.#earlySize();
    const early = runPart(this.weights, "early", x, 1, size);
    const all = new Float32Array(DIGITS * size);
    for (let digit = 0; digit < DIGITS; digit++) all.set(early, digit * size);
    return this.#late(
      all,
      Array.from({ length: DIGITS }, (_, digit) => digit),
    );
  }

  /** Find out how a discriminator's logit of one digit changes with each pixel.
      @param {Float32Array} x (784)
      @param {number} [label] the digit that a GAN with classes is asked about
      @returns {Float32Array} (784) logits for each unit of ink */
  saliency(x, label) {
    const { wasm, program } = this.weights;
    const steps = [...program.parts.early, ...program.parts.late];
    prepare(steps, this.weights);
    return wasm.borrow(() => {
      const shares = label === undefined ? undefined : oneHot([label]);
      const { back } = runForGradients(steps, wasm.put(x), { wasm, weights: this.weights, batch: 1, shares });
      return wasm.copy(back(wasm.put([1])), PIXELS);
    });
  }

  #late(early, labels) {
    return runPart(this.weights, "late", early, labels.length, 1, oneHot(labels));
  }

  /** Say how many floats "early" gives for each digit: what it does last says it. */
  #earlySize() {
    const { early } = this.weights.program.parts;
    const last = early[early.length - 1];
    return last.size ?? last.outputs;
  }
}

/** Write digits as shares of all digits.
    @param {ArrayLike<number>} labels (n)
    @returns {import("../types").Shares} (n, 10) */
export function oneHot(labels) {
  const shares = new Float32Array(labels.length * DIGITS);
  for (let at = 0; at < labels.length; at++) shares[at * DIGITS + labels[at]] = 1;
  return shares;
}
