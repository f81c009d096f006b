/* A better z for a digit than the encoder gives at once: models/analysis/refine.py, its gradients by hand. */

import { prepare, runForGradients } from "./gradients.js";

/** How Adam walks: as models/analysis/refine.py sets it.
    @typedef {{steps: number, learningRate: number, meanDecay: number, squareDecay: number, epsilon: number}} Walk */

/** Move z from mu toward the most probable point given x, step by step.
    @param {import("./vae.js").VAE} vae
    @param {Float32Array} x (784)
    @param {Walk} walk
    @returns {Generator<void, Float32Array>} ends with z (latentDim); stops after each step, so that something else can be
      answered meanwhile */
export function* refining(vae, x, walk) {
  const { meanDecay, squareDecay, epsilon } = walk;
  const z = vae.encode(x).mu;
  const mean = new Float64Array(z.length);
  const square = new Float64Array(z.length);
  for (let step = 1; step <= walk.steps; step++) {
    const gradient = energyGradient(vae, x, z);
    for (let at = 0; at < z.length; at++) {
      mean[at] = meanDecay * mean[at] + (1 - meanDecay) * gradient[at];
      square[at] = squareDecay * square[at] + (1 - squareDecay) * gradient[at] ** 2;
      const width = Math.sqrt(square[at] / (1 - squareDecay ** step)) + epsilon;
      z[at] -= (walk.learningRate * (mean[at] / (1 - meanDecay ** step))) / width;
    }
    yield;
  }
  return z;
}

/** Return the gradient of −log p(x | z) − log p(z) in z: the decoder's of p − x, and z itself.
    @param {import("./vae.js").VAE} vae
    @param {Float32Array} x (784)
    @param {Float32Array} z (latentDim)
    @returns {Float32Array} (latentDim) */
export function energyGradient(vae, x, z) {
  const { weights } = vae;
  const { wasm, program } = weights;
  prepare(program.parts.decoder, weights);
  return wasm.borrow(() => {
    const bench = { wasm, weights, batch: 1, shares: undefined };
    const { out, back } = runForGradients(program.parts.decoder, wasm.put(z), bench);
    const slope = wasm.take(x.length);
    wasm.call.sigmoid(out, slope, x.length);
    const values = wasm.view(slope, x.length);
    for (let at = 0; at < x.length; at++) values[at] -= x[at];
    const gradient = wasm.copy(back(slope), z.length);
    return gradient.map((value, at) => value + z[at]);
  });
}
