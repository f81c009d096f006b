/* Small networks with their gradients written out: linear layers, LeakyReLU between them, a mean over the batch.

   A batch of n rows is one Float64Array, row after row. A layer computes u = W h + b; all but the last pass
   LeakyReLU(u) on, whose slope is 1 above zero and LEAK below. */

export const LEAK = 0.2; // the article's

/** One layer: weights row by row, (outputs × inputs), and the gradients that were added up since `forget`.
    @typedef {{inputs: number, outputs: number, weights: Float64Array, bias: Float64Array, dWeights: Float64Array,
      dBias: Float64Array}} Layer */

/** What `forward` keeps for the way back: what went into each layer, and the slope of LeakyReLU after it (1 after the last).
    @typedef {{n: number, inputs: Float64Array[], slopes: Float64Array[], outputs: Float64Array}} Trace */

/** Make a network whose weights and biases are uniform in ±1/√inputs, which is PyTorch's default.
    @param {number[]} sizes of the layers, from the input to the output
    @param {() => number} uniform draws from 0…1
    @returns {Layer[]} */
export function newNetwork(sizes, uniform) {
  return sizes.slice(1).map((outputs, at) => {
    const inputs = sizes[at];
    const draw = () => (2 * uniform() - 1) / Math.sqrt(inputs);
    return {
      ...{ inputs, outputs },
      weights: Float64Array.from({ length: inputs * outputs }, draw),
      bias: Float64Array.from({ length: outputs }, draw),
      dWeights: new Float64Array(inputs * outputs),
      dBias: new Float64Array(outputs),
    };
  });
}

/** Run a batch through a network.
    @param {Layer[]} network
    @param {Float64Array} x n rows
    @param {number} n
    @returns {Trace} */
export function forward(network, x, n) {
  /** @type {Float64Array[]} */
  const inputs = [];
  /** @type {Float64Array[]} */
  const slopes = [];
  let h = x;
  network.forEach((layer, at) => {
    inputs.push(h);
    const u = through(layer, h, n, layer.bias);
    const slope = new Float64Array(u.length).fill(1);
    if (at < network.length - 1) {
      for (let one = 0; one < u.length; one++) {
        if (u[one] > 0) continue;
        slope[one] = LEAK;
        u[one] *= LEAK;
      }
    }
    slopes.push(slope);
    h = u;
  });
  return { n, inputs, slopes, outputs: h };
}

/** Multiply the rows by a layer's weights, and add a bias where one is given. */
function through({ inputs, outputs, weights }, h, n, bias) {
  const u = new Float64Array(n * outputs);
  for (let row = 0, from = 0, to = 0; row < n; row++, from += inputs) {
    for (let out = 0, of = 0; out < outputs; out++, to++) {
      let total = bias ? bias[out] : 0;
      for (let into = from; into < from + inputs; into++) total += weights[of++] * h[into];
      u[to] = total;
    }
  }
  return u;
}

/** Multiply each number of `d` by that of `slopes`, in place. */
function scale(d, slopes) {
  for (let at = 0; at < d.length; at++) d[at] *= slopes[at];
  return d;
}

/** Follow the gradients back from the outputs to the inputs, and give what reaches each layer's u and the input.
    @param {Layer[]} network
    @param {Trace} trace
    @param {ArrayLike<number>} dOutputs slope of the loss in each output
    @returns {{reached: Float64Array[], dInputs: Float64Array}} reached: slope of the loss in each u of each layer */
function followBack(network, { n, slopes }, dOutputs) {
  const reached = [];
  let d = Float64Array.from(dOutputs);
  for (let at = network.length - 1; at >= 0; at--) {
    const { inputs, outputs, weights } = network[at];
    reached[at] = scale(d, slopes[at]);
    const before = new Float64Array(n * inputs);
    for (let row = 0, one = 0, from = 0; row < n; row++, from += inputs) {
      for (let out = 0, of = 0; out < outputs; out++) {
        const slope = d[one++];
        for (let into = from; into < from + inputs; into++) before[into] += slope * weights[of++];
      }
    }
    d = before;
  }
  return { reached, dInputs: d };
}

/** Add the outer products of two batches, times a factor, to a layer's dWeights. */
function addOuter({ inputs, outputs, dWeights }, reached, h, n, factor = 1) {
  for (let row = 0, one = 0, from = 0; row < n; row++, from += inputs) {
    for (let out = 0, of = 0; out < outputs; out++) {
      const slope = factor * reached[one++];
      for (let into = from; into < from + inputs; into++) dWeights[of++] += slope * h[into];
    }
  }
}

/** Add the gradients of a loss to those of all weights and biases.
    @param {Layer[]} network
    @param {Trace} trace
    @param {ArrayLike<number>} dOutputs slope of the loss in each output */
export function addGradients(network, trace, dOutputs) {
  const { reached } = followBack(network, trace, dOutputs);
  network.forEach((layer, at) => {
    addOuter(layer, reached[at], trace.inputs[at], trace.n);
    for (let one = 0; one < reached[at].length;) {
      for (let out = 0; out < layer.outputs; out++) layer.dBias[out] += reached[at][one++];
    }
  });
}

/** Compute the slope of a loss in the inputs; the network's own gradients stay as they are.
    @param {Layer[]} network
    @param {Trace} trace
    @param {ArrayLike<number>} dOutputs slope of the loss in each output
    @returns {Float64Array} n rows */
export function inputGradients(network, trace, dOutputs) {
  return followBack(network, trace, dOutputs).dInputs;
}

/** Add the gradients of R1 = weight/2 · mean ‖∇ₓD(x)‖² and give its value: Mescheder et al. 2018, arXiv:1801.04406, eq. 9.

    The gradient of ½‖v‖², v = ∇ₓD, is that of v·∇ₓD with v held still, the slope of D along v. LeakyReLU bends nowhere
    but at zero, so that this slope is a product of the weights: v goes forward through them as a tangent, without biases,
    and each layer's gradient is the tangent that comes in times what D's own gradient is there.
    @param {Layer[]} network has one output
    @param {Trace} trace
    @param {number} weight γ
    @returns {number} */
export function addR1(network, trace, weight) {
  const { n } = trace;
  const { reached, dInputs } = followBack(network, trace, new Float64Array(n).fill(1));
  let tangent = dInputs;
  network.forEach((layer, at) => {
    addOuter(layer, reached[at], tangent, n, weight / n);
    tangent = scale(through(layer, tangent, n), trace.slopes[at]);
  });
  return (weight * dInputs.reduce((total, one) => total + one * one, 0)) / (2 * n);
}

/** Set all gradients of a network to zero.
    @param {Layer[]} network */
export function forget(network) {
  for (const { dWeights, dBias } of network) {
    dWeights.fill(0);
    dBias.fill(0);
  }
}
