/* Running a part of a network on arrays of JavaScript's. */

import { runSteps } from "./steps.js";

const AT_ONCE = 16; // items: more would not fit into a processor's cache, and the next question would wait

/** Run a part.
    @param {import("./weights.js").Weights} weights
    @param {string} part its name in the program
    @param {Float32Array} input (n, …)
    @param {number} n
    @param {number} size floats of each item that it gives
    @param {import("../types").Shares} [shares] (n, 10), for parts that are told a digit
    @returns {Float32Array} (n, size) */
export function runPart(weights, part, input, n, size, shares) {
  const { wasm, program } = weights;
  const each = input.length / n;
  const out = new Float32Array(n * size);
  for (let first = 0; first < n; first += AT_ONCE) {
    const batch = Math.min(AT_ONCE, n - first);
    wasm.borrow(() => {
      const from = wasm.put(input.subarray(first * each, (first + batch) * each));
      const bench = { wasm, weights, batch, shares: shares?.subarray(first * 10), records: undefined };
      const to = runSteps(program.parts[part], from, bench);
      out.set(wasm.view(to, batch * size), first * size);
    });
  }
  return out;
}
