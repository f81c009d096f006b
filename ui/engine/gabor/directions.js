/* The directions of one scale together. Python's side: models/gabor/orientation.py. */

import { loudest, pictureAt } from "./grey.js";

/** A picture's size in the engine's memory, whose rows begin on multiples of four.
    @typedef {{height: number, width: number, stride: number}} Shape */

/** Sums over directions; between two of them nothing lies in the engine's memory, so that other work may come between. */
export class Directions {
  /** @param {import("../wasm.js").Wasm} wasm
      @param {Shape} shape */
  constructor(wasm, shape) {
    this.wasm = wasm;
    this.shape = shape;
    this.number = 0; // of directions that were added
    const count = shape.height * shape.stride;
    /** Of each pixel the strongest magnitude, the sum of all, and that of their squares. */
    this.sums = Array.from({ length: 3 }, () => new Float32Array(count));
    /** The number of each pixel's strongest direction. */
    this.which = new Uint8Array(count);
  }

  /** Add the next direction.
      @param {import("./response.js").Response} response */
  add({ re, im }) {
    const { wasm, which, sums } = this;
    wasm.borrow(() => {
      const [strongest, sum, energy] = sums.map((values) => wasm.put(values));
      const at = putBytes(wasm, which);
      wasm.call.add_direction(re, im, which.length, this.number, strongest, at, sum, energy);
      [strongest, sum, energy].forEach((from, one) => sums[one].set(wasm.view(from, which.length)));
      which.set(new Uint8Array(wasm.memory.buffer, at, which.length));
    });
    this.number += 1;
  }

  /** Paint all directions together.
      @param {number} faint as for `loudest`
      @returns {Record<string, any>} strongest, mean and energy, each {picture, peak}, and theta, whose picture holds the
      number of the strongest direction */
  maps(faint) {
    const { wasm, shape, number, which } = this;
    const [strongest, sum, energy] = this.sums;
    return {
      strongest: paintedSizes(wasm, strongest, shape, (peak) => loudest(peak, faint)),
      mean: paintedSizes(wasm, sum, shape, (peak) => loudest(peak, faint), 1 / number),
      energy: paintedSizes(wasm, energy, shape, (peak) => loudest(Math.sqrt(peak), faint) ** 2),
      theta: { picture: wasm.borrow(() => pictureAt(wasm, putBytes(wasm, which), shape)) },
    };
  }
}

/** Paint values that are 0 or more, each multiplied by a factor.
    @param {import("../wasm.js").Wasm} wasm
    @param {Float32Array} values (height, stride), 0 beyond the width
    @param {Shape} shape
    @param {(largest: number) => number} white finds which value is white, of the largest one
    @param {number} [factor]
    @returns {import("./grey.js").Painted} */
export function paintedSizes(wasm, values, shape, white, factor = 1) {
  return wasm.borrow(() => {
    const at = wasm.put(values);
    const [found, bytes] = [wasm.take(4), wasm.take(values.length / 4)];
    wasm.call.peaks_of(at, at, values.length, found);
    const peak = white(wasm.view(found, 1)[0] * factor);
    wasm.call.grey_bytes(at, values.length, peak && (255 / peak) * factor, 0, bytes);
    return { picture: pictureAt(wasm, bytes, shape), peak };
  });
}

/** Copy bytes into the engine's memory; their number is a multiple of four. */
function putBytes(wasm, values) {
  const at = wasm.take(values.length / 4);
  new Uint8Array(wasm.memory.buffer, at, values.length).set(values);
  return at;
}
