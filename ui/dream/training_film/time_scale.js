/* Scales of the curves over training time. The moments of a film lie evenly side by side, so that time is stretched
   where many were kept; a value's axis begins at 0. */

export const LEFT = 36; // px beside a plot, for what its lines mean
export const RIGHT = 24;
const TICKS = [0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 150, 200, 300, 500];
const TICK_WIDTH = 26; // px that the label of a tick takes

/** Find where an epoch lies among the moments.
    @param {number[]} epochs of all moments, ascending
    @param {number} epoch
    @returns {number} 0 at the first moment … 1 at the last */
export function shareOfTime(epochs, epoch) {
  if (epochs.length < 2 || epoch <= epochs[0]) return 0;
  const after = epochs.findIndex((one) => one >= epoch);
  if (after < 0) return 1;
  const [low, high] = [epochs[after - 1], epochs[after]];
  return (after - 1 + (epoch - low) / (high - low)) / (epochs.length - 1);
}

/** Place an epoch on a plot's canvas.
    @param {number[]} epochs of all moments, ascending
    @param {number} epoch
    @param {number} width px of the canvas
    @returns {number} px from its left edge */
export function timeToX(epochs, epoch, width) {
  return LEFT + shareOfTime(epochs, epoch) * (width - LEFT - RIGHT);
}

/** Choose the epochs that are written along the foot: round ones as far as there is room, and the last.
    @param {number[]} epochs of all moments, ascending
    @param {number} width px of the canvas
    @returns {{epoch: number, x: number}[]} x in px from its left edge */
export function epochTicks(epochs, width) {
  const [first, last] = [epochs[0], epochs[epochs.length - 1]];
  const ticks = [];
  let free = -Infinity; // x from which on there is room
  for (const epoch of [...TICKS.filter((tick) => tick >= first && tick < last), last]) {
    const x = timeToX(epochs, epoch, width);
    if (x < free || (epoch !== last && x > width - RIGHT - TICK_WIDTH)) continue;
    ticks.push({ epoch, x });
    free = x + TICK_WIDTH;
  }
  return ticks;
}

/** Round up to 1, 2 or 5 times a power of ten.
    @param {number} value at least 0
    @returns {number} the smallest of them that is at least `value`; 0 for 0 */
export function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5].map((step) => step * power).find((round) => round >= value) ?? 10 * power;
}

/** Choose the scale of a plot's values.
    @param {string} plot "scores" are probabilities; all others begin at 0 and end just above their largest value
    @param {number[][]} series
    @returns {{top: number, rules: number[]}} the value at the upper edge, and those that get a line and a label */
export function valueScale(plot, series) {
  if (plot === "scores") return { top: 1, rules: [0, 0.5, 1] };
  const most = Math.max(...series.flat());
  return { top: most * 1.04, rules: [0, roundUp(most / 4)] };
}
