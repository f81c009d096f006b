/* D's best answer to two densities, and what is left for G to minimise once D gives it. */

import { normalDensity } from "../numbers.js";

export const REACH = 4; // of the line to either side of 0
const CELLS = 1600; // of the midpoint rule
export const BUMP = 0.55; // standard deviation of each

/** Compute a density of two equal bumps.
    @param {number} x
    @param {number[]} places where the bumps stand
    @returns {number} */
export function bumps(x, places) {
  return places.reduce((total, place) => total + normalDensity(x, place, BUMP), 0) / places.length;
}

/** Compute D*(x) = p / (p + q), which maximises p log D + q log(1 − D): Goodfellow et al. 2014, proposition 1.
    @param {number} p density of real ones, above 0
    @param {number} q density of forgeries
    @returns {number} in 0…1 */
export const bestAnswer = (p, q) => p / (p + q);

/** Add up a function over the line.
    @param {(x: number) => number} curve
    @returns {number} */
export function integral(curve) {
  const width = (4 * REACH) / CELLS;
  let total = 0;
  for (let cell = 0; cell < CELLS; cell++) total += curve(-2 * REACH + (cell + 0.5) * width) * width;
  return total;
}

/** Compute the game's value with D's best answer in it: E_p[log D*] + E_q[log(1 − D*)].
    @param {number[]} real places of p's bumps
    @param {number[]} forged of q's
    @returns {number} nats, from −log 4, where both are alike, to 0, where they share nothing */
export function valueOfGame(real, forged) {
  return integral((x) => {
    const [p, q] = [bumps(x, real), bumps(x, forged)];
    return part(p, p + q) + part(q, p + q);
  });
}

/** Compute the Jensen–Shannon divergence of two densities.
    @param {number[]} real
    @param {number[]} forged
    @returns {number} nats, 0…log 2 */
export function jensenShannon(real, forged) {
  return integral((x) => {
    const [p, q] = [bumps(x, real), bumps(x, forged)];
    return (part(p, (p + q) / 2) + part(q, (p + q) / 2)) / 2;
  });
}

/** Compute p log(p / of), which is 0 where p is. */
const part = (p, of) => (p > 0 ? p * Math.log(p / of) : 0);
