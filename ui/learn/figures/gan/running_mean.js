/* An expectation as a mean that is watched: E[h] ≈ Σ h / n, with h = log D of real ones. */

import { BUMP, bestAnswer, bumps, integral } from "./best_answer.js";

export const REAL = [-1.4, 1.4]; // bumps of the density that is drawn from
export const FORGED = [-2.2, 0.6]; // of the forgeries that D has learned to tell from them

/** Compute h(x) = log D*(x).
    @param {number} x
    @returns {number} nats, at most 0 */
export const h = (x) => Math.log(bestAnswer(bumps(x, REAL), bumps(x, FORGED)));

/** Compute the expectation itself, ∫ p(x) h(x) dx, and the standard deviation of h.
    @returns {{mean: number, sd: number}} nats */
export function exactly() {
  const of = (power) => integral((x) => bumps(x, REAL) * (h(x) || 0) ** power);
  const mean = of(1);
  return { mean, sd: Math.sqrt(of(2) - mean ** 2) };
}

/** A mean over draws: all means so far, and the newest draw.
    @typedef {{n: number, sum: number, means: number[], x: number}} Tally */

/** Begin with no draws.
    @returns {Tally} */
export const noDraws = () => ({ n: 0, sum: 0, means: [], x: NaN });

/** Draw from p and add h of each draw to the tally, in place.
    @param {Tally} tally
    @param {number} count
    @param {import("./players/points.js").Random} random */
export function drawMore(tally, count, { uniform, normal }) {
  for (let one = 0; one < count; one++) {
    tally.x = REAL[uniform() < 0.5 ? 0 : 1] + BUMP * normal();
    tally.sum += h(tally.x);
    tally.n += 1;
    tally.means.push(tally.sum / tally.n);
  }
}
