/* Adam: Kingma and Ba 2015, algorithm 1. */

const EPSILON = 1e-8;

/** Make an optimiser for a network, which moves its weights by the gradients that it holds.
    @param {import("./network.js").Layer[]} network
    @param {[number, number]} betas how much of the mean and of the mean square is kept at each step
    @returns {(rate: number) => void} takes a step */
export function adam(network, [beta1, beta2]) {
  const parts = network.flatMap(({ weights, bias, dWeights, dBias }) =>
    [
      [weights, dWeights],
      [bias, dBias],
    ].map(([values, slopes]) => ({
      ...{ values, slopes },
      mean: new Float64Array(values.length),
      square: new Float64Array(values.length),
    })),
  );
  let steps = 0;

  return function step(rate) {
    steps += 1;
    const [fair1, fair2] = [1 - beta1 ** steps, 1 - beta2 ** steps]; // both averages begin at zero
    for (const { values, slopes, mean, square } of parts) {
      for (let at = 0; at < values.length; at++) {
        mean[at] = beta1 * mean[at] + (1 - beta1) * slopes[at];
        square[at] = beta2 * square[at] + (1 - beta2) * slopes[at] ** 2;
        values[at] -= (rate * (mean[at] / fair1)) / (Math.sqrt(square[at] / fair2) + EPSILON);
      }
    }
  };
}
