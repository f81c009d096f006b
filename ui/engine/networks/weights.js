/* Weights: a safetensors file of ui/engine/export/weights_file.py, laid out in the engine's memory. */

const HEADER = 8; // bytes that hold the length of the header
const PANEL = 8; // columns that a product reads at once: vectors are filled up to whole panels

/** What a file describes a tensor by.
    @typedef {{dtype: "U8" | "F32", shape: number[], data_offsets: [number, number]}} Described */

/** Read a file.
    @param {ArrayBuffer} file
    @returns {{program: import("../types").Program, tensors: {[name: string]: Described}, data: number}} data: where the
      tensors' bytes begin. Throws an Error where the file is cut short. */
export function readFile(file) {
  const length = Number(new DataView(file).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, HEADER, length)));
  const { __metadata__: metadata, ...tensors } = header;
  return { program: JSON.parse(metadata.program), tensors, data: HEADER + length };
}

/** The weights of one model, in the engine's memory. */
export class Weights {
  /** @param {import("../wasm.js").Wasm} wasm
      @param {ArrayBuffer} file */
  constructor(wasm, file) {
    this.wasm = wasm;
    const { program, tensors, data } = readFile(file);
    this.program = program;
    /** @type {Map<string, import("../wasm.js").Pointer>} matrices packed in panels, and their transposes */
    this.packed = new Map();
    /** @type {Map<string, Float32Array>} vectors and tables, as JavaScript reads them */
    this.tables = new Map();
    /** @type {Map<string, import("../wasm.js").Pointer>} vectors, as the engine reads them: filled up to whole panels */
    this.placed = new Map();
    for (const [name, { dtype, shape, data_offsets: ends }] of Object.entries(tensors)) {
      const bytes = file.slice(data + ends[0], data + ends[1]);
      const values = dtype === "U8" ? this.#widened(bytes) : new Float32Array(bytes);
      const [inner, columns] = shape.slice(-2);
      if (name.endsWith(".weight")) this.#pack(name, values, inner, columns);
      else this.#place(name, values);
    }
  }

  /** Convert float16 in two planes to float32. */
  #widened(bytes) {
    const count = bytes.byteLength / 2;
    return this.wasm.borrow(() => {
      const from = this.wasm.take(Math.ceil(count / 2));
      const to = this.wasm.take(count);
      new Uint8Array(this.wasm.memory.buffer, from, bytes.byteLength).set(new Uint8Array(bytes));
      this.wasm.call.widen(from, from + count, to, count);
      return this.wasm.copy(to, count);
    });
  }

  #pack(name, values, inner, columns) {
    const to = this.wasm.take(packedSize(inner, columns));
    this.wasm.borrow(() => this.wasm.call.pack(this.wasm.put(values), inner, columns, to));
    this.packed.set(name, to);
  }

  #place(name, values) {
    const whole = new Float32Array(Math.ceil(values.length / PANEL) * PANEL);
    whole.set(values);
    this.tables.set(name, values);
    this.placed.set(name, this.wasm.put(whole));
  }

  /** Find a matrix.
      @param {string} name
      @returns {import("../wasm.js").Pointer} to its panels */
  matrix(name) {
    return /** @type {number} */ (this.packed.get(name));
  }

  /** Find the transpose of a matrix, which gradients go through; `transpose` has made it.
      @param {string} name
      @returns {import("../wasm.js").Pointer} to its panels */
  transposed(name) {
    return this.matrix(`${name} transposed`);
  }

  /** Make the transpose of a matrix (inner, columns), once. Not while memory is borrowed: it is to stay.
      @param {string} name
      @param {number} inner
      @param {number} columns */
  transpose(name, inner, columns) {
    const key = `${name} transposed`;
    if (this.packed.has(key)) return;
    const at = this.wasm.take(packedSize(columns, inner));
    this.wasm.call.pack_transposed(this.matrix(name), inner, columns, at);
    this.packed.set(key, at);
  }

  /** Find a vector in the engine's memory.
      @param {string} name
      @returns {import("../wasm.js").Pointer} */
  vector(name) {
    return /** @type {number} */ (this.placed.get(name));
  }

  /** Look at a vector or a table.
      @param {string} name
      @returns {Float32Array} */
  table(name) {
    return /** @type {Float32Array} */ (this.tables.get(name));
  }
}

/** Return how many floats a matrix (inner, columns) takes in panels. */
const packedSize = (inner, columns) => Math.ceil(columns / PANEL) * PANEL * inner;
