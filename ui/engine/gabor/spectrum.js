/* Pictures with their Fourier transforms kept, so that many wavelets share them. Python's side: models/gabor/spectrum.py. */

import { mirrored, paddedLength } from "./padding.js";
import { planOf, putPlan, putWhole, roomOf } from "./plan.js";

const CELL = 8; // floats: real and imaginary parts of four lines

/** A transform as kernels/gabor.c reads it, and its padded sides.
    @typedef {{values: Float32Array, rows: number, columns: number}} Transform */

/** A picture, grey, and the transforms of it that were needed, by their padded sides; the newest last.
    @typedef {object} Spectrum
    @property {number} height
    @property {number} width
    @property {Float32Array} detail (height, width): the picture in 0…1 without its mean, so that brightness costs no digits
    @property {number} mean
    @property {Map<string, Transform>} transforms */

/** Begin the spectrum of a picture.
    @param {ArrayLike<number>} picture (height, width), row by row, in 0…1
    @param {number} height 2 or more
    @param {number} width 2 or more
    @returns {Spectrum} */
export function spectrumOf(picture, height, width) {
  let sum = 0;
  for (let at = 0; at < picture.length; at++) sum += picture[at];
  const mean = sum / picture.length;
  const detail = new Float32Array(picture.length);
  for (let at = 0; at < detail.length; at++) detail[at] = picture[at] - mean;
  return { height, width, detail, mean, transforms: new Map() };
}

/** Count the bytes of the transforms that are kept.
    @param {Spectrum} spectrum
    @returns {number} */
export function bytesOf({ transforms }) {
  return [...transforms.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
}

/** Find the transform that is padded enough for an envelope, or make it.
    @param {import("../wasm.js").Wasm} wasm
    @param {Spectrum} spectrum
    @param {number} std px, of the envelope's longer axis
    @param {import("./padding.js").Padding} padding
    @returns {Transform} */
export function transformOf(wasm, spectrum, std, padding) {
  const rows = paddedLength(spectrum.height, std, padding);
  const columns = paddedLength(spectrum.width, std, padding);
  const name = `${rows} ${columns}`;
  const { transforms } = spectrum;
  const found = transforms.get(name) ?? { values: transformed(wasm, spectrum, rows, columns), rows, columns };
  transforms.delete(name);
  transforms.set(name, found);
  return found;
}

/** Transform a picture that is padded to rows × columns. */
function transformed(wasm, { height, width, detail, mean }, rows, columns) {
  const down = planOf(rows);
  const along = planOf(columns);
  const count = CELL * columns * Math.ceil(rows / 4);
  return wasm.borrow(() => {
    const pixels = wasm.put(detail);
    const rowAt = putWhole(wasm, mirrored(height, rows));
    const columnAt = putWhole(wasm, mirrored(width, columns));
    const plans = [putPlan(wasm, down), putPlan(wasm, along)];
    const half = wasm.take(CELL * Math.ceil((columns / 2 + 1) / 4) * 8 * Math.ceil(height / 8));
    const [room, spare] = takeRooms(wasm, down, along);
    const out = wasm.take(count);
    wasm.call.gabor_transform(pixels, height, width, rowAt, columnAt, ...plans, half, room, spare, out);
    const values = wasm.copy(out, count);
    values[0] += mean * rows * columns;
    return values;
  });
}

/** Take two buffers for the transforms of lines.
    @param {import("../wasm.js").Wasm} wasm
    @param {import("./plan.js").Plan} down
    @param {import("./plan.js").Plan} along
    @returns {[import("../wasm.js").Pointer, import("../wasm.js").Pointer]} */
export function takeRooms(wasm, down, along) {
  const floats = CELL * Math.max(roomOf(down), roomOf(along));
  return [wasm.take(floats), wasm.take(floats)];
}

/** The place in the engine's memory where the transform lies that was used last: a slider in motion mostly finds it. */
export class TransformSlot {
  /** Take room for transforms of padded sides up to a length.
      @param {import("../wasm.js").Wasm} wasm
      @param {number} longest px */
  constructor(wasm, longest) {
    this.wasm = wasm;
    this.floats = CELL * longest * Math.ceil(longest / 4);
    this.at = wasm.take(this.floats);
    /** @type {Float32Array | undefined} */
    this.holds = undefined;
  }

  /** Bring a transform there.
      @param {Transform} transform
      @returns {import("../wasm.js").Pointer} until another one is brought */
  bring({ values }) {
    if (this.holds !== values) this.wasm.view(this.at, values.length).set(values);
    this.holds = values;
    return this.at;
  }
}
