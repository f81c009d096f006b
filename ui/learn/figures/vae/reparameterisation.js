/* z = mu + sigma·epsilon in two steps: draws of N(0, I) shrink by sigma, then move to mu. */

const SHRINK = 0.5; // share of the time in which sigma acts; mu has the rest
const STILL = 0.02; // the time before which it is called noise

/** Find how far the draws have come.
    @param {{mu: number[], sd: number[]}} posterior
    @param {number} time in 0…1
    @returns {{scale: number[], shift: number[], moved: number, stage: "noise" | "shrink" | "move"}} along each axis by
    what a draw is multiplied and what is added to it; moved: which share of the way to mu */
export function stepAt({ mu, sd }, time) {
  const shrunk = Math.min(1, time / SHRINK);
  const moved = Math.max(0, (time - SHRINK) / (1 - SHRINK));
  return {
    scale: sd.map((one) => 1 + (one - 1) * shrunk),
    shift: mu.map((one) => one * moved),
    moved,
    stage: time < STILL ? "noise" : moved ? "move" : "shrink",
  };
}

/** Move a draw.
    @param {number[]} epsilon
    @param {{scale: number[], shift: number[]}} step
    @returns {number[]} */
export function placed(epsilon, { scale, shift }) {
  return epsilon.map((value, axis) => shift[axis] + scale[axis] * value);
}
