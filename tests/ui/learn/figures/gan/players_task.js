/* Runs the players of the game in the plane for Python: {weights, …} → gradients, losses, steps. */

import { adam } from "../../../../../ui/learn/figures/gan/players/adam.js";
import { crossEntropy, generatorLoss } from "../../../../../ui/learn/figures/gan/players/losses.js";
import {
  addGradients,
  addR1,
  forget,
  forward,
  inputGradients,
  newNetwork,
} from "../../../../../ui/learn/figures/gan/players/network.js";

/** Make a network with given weights: [[rows of weights, biases], …]. */
function networkOf(layers) {
  const network = newNetwork([layers[0][0][0].length, ...layers.map(([, bias]) => bias.length)], () => 0.5);
  layers.forEach(([weights, bias], at) => {
    network[at].weights.set(weights.flat());
    network[at].bias.set(bias);
  });
  return network;
}

const slopesOf = (network) => network.map(({ dWeights, dBias }) => [[...dWeights], [...dBias]]);
const flat = (rows) => Float64Array.from(rows.flat());

const TASKS = {
  loss({ logits, target, apart }) {
    return crossEntropy(flat([logits]), target, apart);
  },
  generator({ logits, apart, minimax }) {
    return generatorLoss(flat([logits]), { apart, minimax });
  },
  gradients({ layers, x, target }) {
    const network = networkOf(layers);
    const trace = forward(network, flat(x), x.length);
    const { loss, slopes } = crossEntropy(trace.outputs, target, false);
    addGradients(network, trace, slopes);
    return { loss, weights: slopesOf(network), x: inputGradients(network, trace, slopes) };
  },
  r1({ layers, x, weight }) {
    const network = networkOf(layers);
    const value = addR1(network, forward(network, flat(x), x.length), weight);
    return { value, weights: slopesOf(network) };
  },
  adam({ layers, x, rate, betas, steps }) {
    const network = networkOf(layers);
    const move = adam(network, betas);
    for (let step = 0; step < steps; step++) {
      forget(network);
      const trace = forward(network, flat(x), x.length);
      addGradients(network, trace, crossEntropy(trace.outputs, 1, false).slopes);
      move(rate);
    }
    return network.map(({ weights, bias }) => [[...weights], [...bias]]);
  },
};

export const run = ({ name, ...task }) => TASKS[name](task);
