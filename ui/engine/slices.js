/* Long work in pieces of a few milliseconds, between which newer questions are answered. */

import { joined, rows } from "./arrays.js";

/** A task that stops after each piece; it ends with an answer.
    @template Result
    @typedef {Generator<void, Result, void>} Sliced */

const PIXELS = 784;
const AT_ONCE = 8; // items of a piece: 5 ms for a decoder

/** Run a function of a batch, a few items at a time.
    @param {Float32Array} batch (n, width)
    @param {number} width
    @param {(part: Float32Array, first: number) => Float32Array} run takes (k, width) and which item is the first of
      them, gives (k, …)
    @returns {Sliced<Float32Array>} (n, …) */
export function* inSlices(batch, width, run) {
  const n = batch.length / width;
  const parts = [];
  for (let first = 0; first < n; first += AT_ONCE) {
    if (first) yield;
    parts.push(run(batch.subarray(first * width, (first + AT_ONCE) * width), first));
  }
  return joined(parts);
}

/** Decode points, a few at a time.
    @param {{decode(z: Float32Array): Float32Array, latentDim: number}} model
    @param {Float32Array} z (n, latentDim)
    @returns {Sliced<Float32Array>} (n, 784) in 0…1 */
export function decoded(model, z) {
  return inSlices(z, model.latentDim, (part) => model.decode(part));
}

/** Read digits, a few at a time.
    @param {import("./networks/reader.js").Reader} reader
    @param {Float32Array} x (n, 784) in 0…1
    @returns {Sliced<Float32Array[]>} the ten digits' probabilities for each of x */
export function* readings(reader, x) {
  const proba = yield* inSlices(x, PIXELS, (part) => joined(reader.predictProba(part)));
  return rows(proba, 10);
}
