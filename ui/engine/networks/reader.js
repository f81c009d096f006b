/* The reader, models/networks/reader.py: what a digit reads as. */

import { softmax } from "../numbers.js";
import { runPart } from "./part.js";

const PIXELS = 784;
const DIGITS = 10;

/** A reader whose weights lie in the engine's memory. */
export class Reader {
  /** @param {import("./weights.js").Weights} weights */
  constructor(weights) {
    this.weights = weights;
  }

  /** Read digits.
      @param {Float32Array} x (n, 784) in 0…1
      @returns {Float32Array[]} the ten digits' probabilities for each of x */
  predictProba(x) {
    const n = x.length / PIXELS;
    const logits = runPart(this.weights, "logits", x, n, DIGITS);
    return Array.from({ length: n }, (_, at) => softmax(logits.subarray(at * DIGITS, (at + 1) * DIGITS)));
  }
}
