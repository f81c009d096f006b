/* Long work in pieces of a few milliseconds, between which newer questions are answered. */

/** A task that stops after each piece; it ends with an answer.
    @template Result
    @typedef {Generator<void, Result, void>} Sliced */

const AT_ONCE = 8; // items of a piece: 5 ms for a decoder

/** Run a function of a batch, a few items at a time.
    @param {Float32Array} batch (n, width)
    @param {number} width
    @param {(part: Float32Array, first: number) => Float32Array} run takes (k, width), gives (k, …); first: the place of the part's first item
    @returns {Sliced<Float32Array>} (n, …) */
export function* inSlices(batch, width, run) {
  const n = batch.length / width;
  /** @type {Float32Array | undefined} */
  let out;
  for (let first = 0; first < n; first += AT_ONCE) {
    const found = run(batch.subarray(first * width, (first + AT_ONCE) * width), first);
    const count = Math.min(AT_ONCE, n - first);
    out ??= new Float32Array((found.length / count) * n);
    out.set(found, (found.length / count) * first);
    yield;
  }
  return out ?? new Float32Array(0);
}

/** Decode points a few at a time.
    @param {{decode(z: Float32Array): Float32Array, latentDim: number}} model
    @param {Float32Array} z (n, latentDim)
    @returns {Sliced<Float32Array>} (n, 784) in 0…1 */
export function* decoded(model, z) {
  return yield* inSlices(z, model.latentDim, (part) => model.decode(part));
}

/** Read digits a few at a time.
    @param {import("./networks/reader.js").Reader} reader
    @param {Float32Array} x (n, 784) in 0…1
    @returns {Sliced<number[][]>} the ten digits' probabilities for each of x, rounded as the server rounds them */
export function* read(reader, x) {
  const proba = yield* inSlices(x, 784, (part) => joined(reader.predictProba(part)));
  return rows(proba, 10).map((row) => rounded(row));
}
