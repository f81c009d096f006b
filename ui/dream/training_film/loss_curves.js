/* Curves over training time. Moments lie evenly side by side, so that time is stretched where much was looked at. */

import { inks, label, line, paper } from "../../kit/pictures/line_plot.js";

export const LEFT = 36; // px beside a plot, for what its lines mean
export const RIGHT = 24;
const TICKS = [0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 150, 200, 300, 500];

/** Where an epoch lies, in 0…1, among the epochs of all moments, which grow. */
function placeOf(epochs, epoch) {
  if (epochs.length < 2 || epoch <= epochs[0]) return 0;
  const after = epochs.findIndex((one) => one >= epoch);
  if (after < 0) return 1;
  const [low, high] = [epochs[after - 1], epochs[after]];
  return (after - 1 + (epoch - low) / (high - low)) / (epochs.length - 1);
}

/** A place in 0…1 as px from the left edge of a plot's canvas. */
const acrossAt = (place, width) => LEFT + place * (width - LEFT - RIGHT);

/** Paint curves: `series` [{values, dashed}], a value for each of `rows` (epochs), which holds for that whole epoch.
    `top` : the largest value that fits; `rules` : values that get a line and a label. Nothing while it is hidden. */
export function drawCurves(canvas, epochs, rows, series, { top, rules }) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { ink, faded, rule, accent } = inks(canvas);
  const x = (epoch) => acrossAt(placeOf(epochs, epoch), width);
  const y = (value) => height - 5 - (value / top) * (height - 12);
  for (const value of rules) {
    line(
      context,
      [
        [LEFT, y(value)],
        [width - RIGHT, y(value)],
      ],
      rule,
      value ? [2, 3] : [],
      1,
    );
    label(context, value, LEFT - 7, y(value) + 4, faded, "right");
  }
  for (const { values, dashed } of series) {
    const points = values.flatMap((value, at) => [
      [x(rows[at - 1] ?? 0), y(value)],
      [x(rows[at]), y(value)],
    ]);
    line(context, points, dashed ? accent : ink, dashed ? [5, 4] : [], 1.8);
  }
}

/** The epochs along the foot, as many as there is room for. */
export function drawEpochs(canvas, epochs) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width } = sheet;
  const { faded, rule } = inks(canvas);
  const [first, last] = [epochs[0], epochs.at(-1)];
  let free = -Infinity;
  for (const epoch of [...TICKS.filter((tick) => tick >= first && tick < last), last]) {
    const x = acrossAt(placeOf(epochs, epoch), width);
    if (x < free || (epoch !== last && x > width - RIGHT - 26)) continue;
    line(
      context,
      [
        [x, 0],
        [x, 4],
      ],
      rule,
      [],
      1,
    );
    label(context, epoch, x, 15, faded);
    free = x + 26;
  }
}

/** A round number that is at least `most`: 1, 2 or 5 times a power of ten. */
export function roundUp(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((value) => value >= most);
}
