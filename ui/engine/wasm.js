/* The engine's WebAssembly: its functions, and its memory handed out piece by piece. */

const PAGE = 65536; // bytes
const WORD = 4; // bytes of a float
const LANES = 4; // floats that the engine computes at once: every array begins and ends on a multiple of them

/** An array in the engine's memory.
    @typedef {number} Pointer in bytes */

/** Compile the engine.
    @param {BufferSource} bytes of engine.wasm
    @returns {Promise<Wasm>} rejected where the browser has no SIMD, or a policy forbids WebAssembly */
export async function instantiate(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  return new Wasm(/** @type {any} */ (instance.exports));
}

/** The engine's functions, by the names that kernels/ exports them under, and its memory. */
export class Wasm {
  /** @param {{memory: WebAssembly.Memory, __heap_base: WebAssembly.Global} & {[name: string]: any}} exports */
  constructor(exports) {
    this.call = exports;
    this.memory = exports.memory;
    this.top = aligned(exports.__heap_base.value);
  }

  /** Take room for floats, whose values are whatever lay there.
      @param {number} count
      @returns {Pointer} */
  take(count) {
    const at = this.top;
    this.top += aligned(count * WORD);
    const missing = this.top - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE)); // detaches every view
    return at;
  }

  /** Copy numbers into the engine's memory.
      @param {ArrayLike<number>} values
      @returns {Pointer} */
  put(values) {
    const at = this.take(values.length);
    this.view(at, values.length).set(values);
    return at;
  }

  /** Look at floats in the engine's memory, until the next `take`, which may move it.
      @param {Pointer} at
      @param {number} count
      @returns {Float32Array} */
  view(at, count) {
    return new Float32Array(this.memory.buffer, at, count);
  }

  /** Copy floats out of the engine's memory.
      @param {Pointer} at
      @param {number} count
      @returns {Float32Array} */
  copy(at, count) {
    return this.view(at, count).slice();
  }

  /** Run a function and give back all room that it has taken.
      @template Result
      @param {() => Result} run
      @returns {Result} */
  borrow(run) {
    const mark = this.top;
    try {
      return run();
    } finally {
      this.top = mark;
    }
  }
}

/** Round bytes up to whole vectors. */
const aligned = (bytes) => Math.ceil(bytes / (LANES * WORD)) * LANES * WORD;
