/* How a Fourier transform of one length is done: radices and factors of turning, which kernels/fourier.c reads. */

const RADICES = [4, 2, 3, 5, 7, 11]; // in this order: the last pass needs no turning, and the larger ones need most
const PASSES = 12; // as kernels/fourier.h has it

/** A Fourier transform of one length.
    @typedef {object} Plan
    @property {number} length
    @property {number[]} radices whose product is the length; [] where a prime factor is above 11
    @property {Float32Array} twiddles
    @property {Float32Array} [chirp] (length) complex, where the radices are none
    @property {Plan} [inner] of the chirp's convolution
    @property {Float32Array} [spectrum] (inner.length) complex: the chirp's, once it was needed */

/** @type {Map<number, Plan>} by their lengths */
const plans = new Map();

/** Factor a length.
    @param {number} length
    @returns {number[] | undefined} radices; undefined where a prime factor is above 11 */
export function radicesOf(length) {
  const found = [];
  for (const radix of RADICES) for (; length % radix === 0; length /= radix) found.push(radix);
  return length === 1 ? found : undefined;
}

/** Find the next length that has no prime factor above 11, as SciPy's `next_fast_len` does.
    @param {number} length
    @returns {number} at least `length` */
export function nextFastLength(length) {
  while (!radicesOf(length)) length += 1;
  return length;
}

/** Plan the transforms of a length; each is planned once.
    @param {number} length
    @returns {Plan} */
export function planOf(length) {
  const plan = plans.get(length) ?? newPlan(length);
  plans.set(length, plan);
  return plan;
}

/** @returns {Plan} */
function newPlan(length) {
  const radices = radicesOf(length);
  if (radices) return { length, radices, twiddles: twiddlesOf(length, radices) };
  const chirp = new Float32Array(2 * length);
  // k² is taken modulo 2·length, or large angles would cost digits.
  for (let k = 0; k < length; k++) turn(chirp, k, (Math.PI * ((k * k) % (2 * length))) / length);
  return { length, radices: [], twiddles: new Float32Array(0), chirp, inner: planOf(nextFastLength(2 * length - 1)) };
}

/** Write exp(−i angle) as the complex number of that index. */
function turn(complex, at, angle) {
  complex[2 * at] = Math.cos(angle);
  complex[2 * at + 1] = -Math.sin(angle);
}

/** Write for each pass, each group p and each j = 1 … radix − 1: exp(−2πi p j / (what is left of the length)). */
function twiddlesOf(length, radices) {
  const out = [];
  let left = length;
  for (const radix of radices) {
    for (let p = 0; p < left / radix; p++)
      for (let j = 1; j < radix; j++) {
        const angle = (2 * Math.PI * ((p * j) % left)) / left;
        out.push(Math.cos(angle), -Math.sin(angle));
      }
    left /= radix;
  }
  return Float32Array.from(out);
}

/** Count the cells that each of a transform's two buffers needs.
    @param {Plan} plan
    @returns {number} */
export function roomOf(plan) {
  return plan.inner?.length ?? plan.length;
}

/** Write a plan into the engine's memory, within a `borrow`.
    @param {import("../wasm.js").Wasm} wasm
    @param {Plan} plan
    @returns {import("../wasm.js").Pointer} */
export function putPlan(wasm, plan) {
  const inner = plan.inner ? putPlan(wasm, plan.inner) : 0;
  const twiddles = wasm.put(plan.twiddles);
  const chirp = plan.chirp ? wasm.put(plan.chirp) : 0;
  if (plan.inner) plan.spectrum ??= chirpSpectrum(wasm, plan, inner);
  const spectrum = plan.spectrum ? wasm.put(plan.spectrum) : 0;
  const radices = Array.from({ length: PASSES }, (_, at) => plan.radices[at] ?? 0);
  return putWhole(wasm, [plan.length, plan.radices.length, ...radices, twiddles, chirp, spectrum, inner]);
}

/** Transform the chirp's conjugate, which the convolution multiplies with, and divide it by its length.
    @returns {Float32Array} complex */
function chirpSpectrum(wasm, plan, inner) {
  const { length, chirp } = plan;
  const longer = plan.inner.length;
  const cells = new Float32Array(8 * longer); // of four lines, of which one is used
  for (let k = 0; k < length; k++) {
    for (const at of [k, (longer - k) % longer]) {
      cells[8 * at] = chirp[2 * k] / longer;
      cells[8 * at + 4] = -chirp[2 * k + 1] / longer;
    }
  }
  return wasm.borrow(() => {
    const lines = wasm.put(cells);
    wasm.call.fourier_lines(inner, lines, wasm.take(8 * longer));
    const found = wasm.view(lines, 8 * longer);
    return Float32Array.from({ length: 2 * longer }, (_, at) => found[8 * (at >> 1) + 4 * (at & 1)]);
  });
}

/** Write whole numbers into the engine's memory.
    @param {import("../wasm.js").Wasm} wasm
    @param {ArrayLike<number>} values
    @returns {import("../wasm.js").Pointer} */
export function putWhole(wasm, values) {
  const at = wasm.take(values.length);
  new Int32Array(wasm.memory.buffer, at, values.length).set(values);
  return at;
}
