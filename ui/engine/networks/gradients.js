/* Gradients: each step once more, backwards. What a network's weights are does not change, so only the gradient in its
   input is carried back. */

import { mixed, runSteps } from "./steps.js";

/** @typedef {import("./steps.js").Bench} Bench
    @typedef {import("./steps.js").Record} Record
    @typedef {import("../types").Step} Step
    @typedef {import("../wasm.js").Pointer} Pointer */

/** Make the transposed weights that gradients of these steps go through. Not while memory is borrowed.
    @param {Step[]} steps
    @param {import("./weights.js").Weights} weights */
export function prepare(steps, weights) {
  for (const step of steps) {
    if (step.steps) prepare(step.steps, weights);
    if (step.do === "linear") weights.transpose(step.weight, step.inputs, step.outputs);
    if (step.do === "convolve") weights.transpose(step.weight, step.kernel ** 2 * step.channels, step.outputs);
  }
}

/** Run steps and keep what their gradients need.
    @param {Step[]} steps
    @param {Pointer} input
    @param {Omit<Bench, "records">} bench
    @returns {{out: Pointer, back: (gradient: Pointer) => Pointer}} `back` carries the gradient of what the last step gave
      to that of the input; it may overwrite what it is given */
export function runForGradients(steps, input, bench) {
  /** @type {Record[]} */
  const records = [];
  const recording = { ...bench, records };
  const out = runSteps(steps, input, recording);
  return { out, back: (gradient) => backwards(records, gradient, recording) };
}

/** @param {Record[]} records
    @param {Pointer} gradient
    @param {Bench} bench
    @returns {Pointer} */
function backwards(records, gradient, bench) {
  for (const record of [...records].reverse()) gradient = BACK[record.step.do](record, gradient, bench);
  return gradient;
}

/** Make an entry for a step whose derivative is the engine's function of its name with _back.
    @param {(step: Step) => number[]} [numbers] that the function takes besides */
function each(numbers = () => []) {
  return ({ step, input }, gradient, { wasm, batch }) => {
    wasm.call[`${step.do}_back`](input, gradient, batch * step.size, ...numbers(step));
    return gradient;
  };
}

/** @type {{[name: string]: (record: Record, gradient: Pointer, bench: Bench) => Pointer}} */
const BACK = {
  linear({ step }, gradient, { wasm, weights, batch }) {
    const out = wasm.take(batch * step.inputs);
    wasm.call.product(gradient, batch, step.outputs, weights.transposed(step.weight), 0, out, step.inputs);
    return out;
  },
  convolve({ step }, gradient, { wasm, weights, batch }) {
    const { side, channels, kernel, stride, padding, places, outputs } = step;
    const out = wasm.take(batch * side ** 2 * channels);
    const room = wasm.take(places ** 2 * kernel ** 2 * channels);
    const matrix = weights.transposed(step.weight);
    wasm.call.convolve_back(
      ...[gradient, batch, places, outputs, kernel, stride, padding, side, matrix, 0, out, channels, room],
    );
    return out;
  },
  shuffle({ step: { side, channels } }, gradient, { wasm, batch }) {
    const out = wasm.take(batch * side ** 2 * channels * 4);
    wasm.call.shuffle_back(gradient, batch, side, channels, out);
    return out;
  },
  residual({ step, inner = [] }, gradient, bench) {
    const { wasm, batch } = bench;
    const kept = wasm.put(wasm.copy(gradient, batch * step.size));
    const out = backwards(inner, gradient, bench);
    wasm.call.add_to(kept, out, batch * step.size);
    return out;
  },
  class_add: (_record, gradient) => gradient,
  class_dot({ step: { inputs, table } }, gradient, bench) {
    const { wasm, batch } = bench;
    const slopes = wasm.copy(gradient, batch);
    const out = wasm.take(batch * inputs);
    for (let at = 0; at < batch; at++)
      wasm.view(out + at * inputs * 4, inputs).set(mixed(table, bench, at).map((value) => value * slopes[at]));
    return out;
  },
  scale({ step }, gradient, { wasm, batch }) {
    wasm.call.scale(gradient, gradient, batch * step.size, step.gain, 0);
    return gradient;
  },
  relu: each(),
  silu: each(),
  leaky: each(({ slope }) => [slope]),
};
