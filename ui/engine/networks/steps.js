/* What a network's steps do: one entry for each kind of layer that ui/engine/export/layers.py writes.

   Every entry takes a batch at one place in the engine's memory and gives the place of what it made of it. */

const DIGITS = 10;

/** What a step works with.
    @typedef {object} Bench
    @property {import("../wasm.js").Wasm} wasm
    @property {import("./weights.js").Weights} weights
    @property {number} batch
    @property {import("../types").Shares | undefined} shares of the digits, for steps that are told a digit
    @property {Record[] | undefined} records of what was run, where gradients are wanted

    @typedef {import("../wasm.js").Pointer} Pointer
    @typedef {import("../types").Step} Step
    @typedef {{step: Step, input: Pointer, inner?: Record[]}} Record */

/** Run steps one after the other.
    @param {Step[]} steps
    @param {Pointer} input
    @param {Bench} bench
    @returns {Pointer} what the last one gives */
export function runSteps(steps, input, bench) {
  for (const step of steps) {
    bench.records?.push({ step, input });
    input = STEPS[step.do](step, input, bench);
  }
  return input;
}

/** Make an entry for a step that treats each value alike, by the engine's function of the same name.
    @param {(step: Step) => number[]} [numbers] that the function takes besides */
function each(numbers = () => []) {
  return (step, input, { wasm, batch }) => {
    const out = wasm.take(batch * step.size);
    wasm.call[step.do](input, out, batch * step.size, ...numbers(step));
    return out;
  };
}

/** @type {{[name: string]: (step: Step, input: Pointer, bench: Bench) => Pointer}} */
const STEPS = {
  linear(step, input, { wasm, weights, batch }) {
    const out = wasm.take(batch * step.outputs);
    const bias = weights.vector(step.bias);
    wasm.call.product(input, batch, step.inputs, weights.matrix(step.weight), bias, out, step.outputs);
    return out;
  },
  convolve(step, input, { wasm, weights, batch }) {
    const { side, channels, kernel, stride, padding, places, outputs } = step;
    const out = wasm.take(batch * places ** 2 * outputs);
    const room = wasm.take(places ** 2 * kernel ** 2 * channels);
    const [matrix, bias] = [weights.matrix(step.weight), weights.vector(step.bias)];
    wasm.call.convolve(
      ...[input, batch, side, channels, kernel, stride, padding, places, matrix, bias, out, outputs, room],
    );
    return out;
  },
  convolve_back(step, input, { wasm, weights, batch }) {
    const { places, inputs, kernel, stride, padding, side, channels } = step;
    const out = wasm.take(batch * side ** 2 * channels);
    const room = wasm.take(places ** 2 * kernel ** 2 * channels);
    const [matrix, bias] = [weights.matrix(step.weight), weights.vector(step.bias)];
    wasm.call.convolve_back(
      ...[input, batch, places, inputs, kernel, stride, padding, side, matrix, bias, out, channels, room],
    );
    return out;
  },
  shuffle({ side, channels }, input, { wasm, batch }) {
    const out = wasm.take(batch * side ** 2 * channels * 4);
    wasm.call.shuffle(input, batch, side, channels, out);
    return out;
  },
  pool({ side, channels }, input, { wasm, batch }) {
    const out = wasm.take(batch * Math.floor(side / 2) ** 2 * channels);
    wasm.call.pool(input, batch, side, channels, out);
    return out;
  },
  residual(step, input, bench) {
    const records = bench.records && [];
    const out = runSteps(step.steps ?? [], input, { ...bench, records });
    if (bench.records) bench.records[bench.records.length - 1].inner = records;
    bench.wasm.call.add_to(input, out, bench.batch * step.size);
    return out;
  },
  class_add(step, input, bench) {
    const { wasm, batch } = bench;
    for (let at = 0; at < batch; at++)
      wasm.borrow(() =>
        wasm.call.add_to(wasm.put(mixed(step.table, bench, at)), input + at * step.size * 4, step.size),
      );
    return input;
  },
  class_affine({ places, channels, gain, bias }, input, bench) {
    const { wasm, batch } = bench;
    for (let at = 0; at < batch; at++)
      wasm.borrow(() => {
        const [gains, biases] = [gain, bias].map((table) => wasm.put(mixed(table, bench, at)));
        wasm.call.channel_affine(input + at * places * channels * 4, places, channels, gains, biases);
      });
    return input;
  },
  class_dot({ inputs, table, bias }, input, bench) {
    const { wasm, weights, batch } = bench;
    const out = wasm.take(batch);
    for (let at = 0; at < batch; at++) {
      const features = wasm.view(input + at * inputs * 4, inputs);
      const sum = mixed(table, bench, at).reduce((total, value, k) => total + value * features[k], 0);
      wasm.view(out, batch)[at] = sum + weights.table(bias)[0];
    }
    return out;
  },
  relu: each(),
  silu: each(),
  sigmoid: each(),
  hyperbolic: each(),
  clamp: each(),
  leaky: each(({ slope }) => [slope]),
  scale: each(({ gain, bias }) => [gain, bias]),
};

/** Mix the rows of a table (10, n) by the shares of the digits of one item.
    @param {string} table
    @param {Bench} bench
    @param {number} at which item
    @returns {Float32Array} (n) */
export function mixed(table, { weights, shares }, at) {
  const rows = weights.table(table);
  const length = rows.length / DIGITS;
  const out = new Float32Array(length);
  for (let digit = 0; digit < DIGITS; digit++) {
    const share = /** @type {Float32Array} */ (shares)[at * DIGITS + digit];
    if (share === 1) return rows.subarray(digit * length, (digit + 1) * length);
    if (share) for (let k = 0; k < length; k++) out[k] += share * rows[digit * length + k];
  }
  return out;
}
