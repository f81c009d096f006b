/* KL divergences between a lumpy density on a line and a Gaussian, by quadrature, and the Gaussians that make them least. */

import { normalDensity } from "../numbers.js";

/** The lumpy density: a mixture of bell curves, [share, mean, standard deviation]. */
export const LUMPS = /** @type {const} */ ([
  [0.5, -2, 0.45],
  [0.1, -0.4, 0.3],
  [0.4, 2.2, 0.5],
]);
const FAR = 12; // of the integral to either side of 0
const STEP = 0.02;
const SDS = [0.25, 4]; // standard deviations that the search looks at

/** @typedef {{mean: number, sd: number}} Gaussian */

/** Compute the lumpy density.
    @param {number} z
    @returns {number} */
export function lumpy(z) {
  let total = 0;
  for (const [share, mean, sd] of LUMPS) total += share * normalDensity(z, mean, sd);
  return total;
}

/** @param {number} z */
function logLumpy(z) {
  const logs = LUMPS.map(([share, mean, sd]) => Math.log(share / sd) - ((z - mean) / sd) ** 2 / 2);
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((total, one) => total + Math.exp(one - most), 0)) - Math.log(2 * Math.PI) / 2;
}

/** @param {number} z
    @param {Gaussian} gaussian */
function logNormal(z, { mean, sd }) {
  return -(((z - mean) / sd) ** 2) / 2 - Math.log(sd) - Math.log(2 * Math.PI) / 2;
}

const PLACES = Array.from({ length: Math.round((2 * FAR) / STEP) + 1 }, (_, at) => -FAR + at * STEP);
const LOG_P = PLACES.map(logLumpy);

/** Compute KL(q ‖ p): q is punished for being where p is not.
    @param {Gaussian} q
    @returns {number} nats */
export function klOfGuess(q) {
  return integral((at) => {
    const logQ = logNormal(PLACES[at], q);
    return Math.exp(logQ) * (logQ - LOG_P[at]);
  });
}

/** Compute KL(p ‖ q): q is punished for not being where p is.
    @param {Gaussian} q
    @returns {number} nats */
export function klOfTruth(q) {
  return integral((at) => Math.exp(LOG_P[at]) * (LOG_P[at] - logNormal(PLACES[at], q)));
}

/** @param {(at: number) => number} value at each of the places */
function integral(value) {
  let total = 0;
  for (let at = 0; at < PLACES.length; at++) total += value(at);
  return total * STEP;
}

/** Find the Gaussian with the least KL(p ‖ q): it has p's own mean and spread.
    @returns {Gaussian} */
export function covering() {
  let mean = 0;
  let square = 0;
  for (const [share, centre, sd] of LUMPS) {
    mean += share * centre;
    square += share * (centre ** 2 + sd ** 2);
  }
  return { mean, sd: Math.sqrt(square - mean ** 2) };
}

/** Walk downhill from a Gaussian to the nearest one with the least KL(q ‖ p): it settles on a lump.
    @param {Gaussian} from
    @returns {Gaussian} */
export function settling(from) {
  let best = { ...from, cost: klOfGuess(from) };
  for (let step = 0.2; step > 1e-4;) {
    const tries = [
      { mean: best.mean + step, sd: best.sd },
      { mean: best.mean - step, sd: best.sd },
      { mean: best.mean, sd: Math.min(SDS[1], best.sd * (1 + step)) },
      { mean: best.mean, sd: Math.max(SDS[0], best.sd / (1 + step)) },
    ].map((one) => ({ ...one, cost: klOfGuess(one) }));
    const least = tries.reduce((a, b) => (b.cost < a.cost ? b : a));
    if (least.cost < best.cost) best = least;
    else step /= 2;
  }
  return { mean: best.mean, sd: best.sd };
}

/** Spread points over the line as the density has them: its quantiles, which no chance decides.
    @param {number} count
    @returns {number[]} */
export function pointsOfLumpy(count) {
  const found = [];
  let mass = 0;
  for (let at = 0; at < PLACES.length && found.length < count; at++) {
    mass += Math.exp(LOG_P[at]) * STEP;
    while (found.length < count && mass > (found.length + 0.5) / count) found.push(PLACES[at]);
  }
  return found;
}
