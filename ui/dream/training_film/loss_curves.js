/* Curves over training time, painted on canvases. */

import { inks, label, line, paper } from "../../kit/pictures/line_plot.js";
import { LEFT, RIGHT, epochTicks, timeToX } from "./time_scale.js";

const DASHES = [5, 4];

/** Paint curves; does nothing while the canvas is hidden.
    @param {HTMLCanvasElement} canvas
    @param {number[]} epochs of all moments, ascending
    @param {number[]} rows epoch at which each value was measured
    @param {{values: number[], dashed: boolean}[]} series a value for each of `rows`, which holds for that whole epoch
    @param {{top: number, rules: number[]}} scale as `valueScale` gives it */
export function drawCurves(canvas, epochs, rows, series, { top, rules }) {
  const area = paper(canvas);
  if (!area) return;
  const { context, width, height } = area;
  const { ink, faded, rule, accent } = inks(canvas);
  const x = (epoch) => timeToX(epochs, epoch, width);
  const y = (value) => height - 5 - (value / top) * (height - 12);
  for (const value of rules) {
    const ends = [LEFT, width - RIGHT].map((end) => [end, y(value)]);
    line(context, ends, rule, value ? [2, 3] : [], 1);
    label(context, value, LEFT - 7, y(value) + 4, faded, "right");
  }
  for (const { values, dashed } of series) {
    const points = values.flatMap((value, at) => [
      [x(rows[at - 1] ?? 0), y(value)],
      [x(rows[at]), y(value)],
    ]);
    line(context, points, dashed ? accent : ink, dashed ? DASHES : [], 1.8);
  }
}

/** Write epochs along the foot, as many as there is room for; does nothing while the canvas is hidden.
    @param {HTMLCanvasElement} canvas
    @param {number[]} epochs of all moments, ascending */
export function drawEpochs(canvas, epochs) {
  const area = paper(canvas);
  if (!area) return;
  const { context, width } = area;
  const { faded, rule } = inks(canvas);
  for (const { epoch, x } of epochTicks(epochs, width)) {
    const ends = [0, 4].map((y) => [x, y]);
    line(context, ends, rule, [], 1);
    label(context, epoch, x, 15, faded);
  }
}
