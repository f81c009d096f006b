/* A strip of scores: those of real digits above a line, those of forgeries below it, and where the drawing's lies. */

import { inks, label, line, paper } from "../../kit/pictures/line_plot.js";
import { BINS, scoreHistogram } from "./score_histogram.js";

const EDGE = 6; // px left and right of the scores 0 and 1

/** Paint the strip; does nothing while the canvas is hidden.
    @param {HTMLCanvasElement} canvas
    @param {number | null} score of the drawing, 0…1
    @param {{real: number[], fake: number[]} | undefined} known percentiles (101 scores) of real digits and of
      forgeries, undefined where they were not measured
    @param {{real: string, fake: string, low: string, high: string}} words above and below the bars, and at the ends of
      the scale */
export function drawScores(canvas, score, known, words) {
  const area = paper(canvas);
  if (!area) return;
  const { context, width, height } = area;
  const { ink, faded, rule, accent } = inks(canvas);
  const [left, right] = [EDGE, width - EDGE];
  const axis = known ? (height - 20) / 2 : height - 22; // y of the line
  const x = (value) => left + value * (right - left);
  if (known) {
    drawBars(context, x, axis, known, { real: faded, fake: accent });
    label(context, words.real, left, 10, faded, "left");
    label(context, words.fake, left, 2 * axis - 2, accent, "left");
  }
  const ends = [left, right].map((end) => [end, axis]);
  line(context, ends, known ? rule : faded, [], 1);
  label(context, words.low, left, height - 2, faded, "left");
  label(context, words.high, right, height - 2, faded, "right");
  if (score === null) return;
  const mark = known ? [2, 2 * axis - 2] : [axis - 16, axis + 6];
  const points = mark.map((y) => [x(score), y]);
  line(context, points, ink, [], 2.5);
}

/** Paint bars upwards for real digits, downwards for forgeries. */
function drawBars(context, x, axis, known, colours) {
  const counts = { real: scoreHistogram(known.real), fake: scoreHistogram(known.fake) };
  const most = Math.max(...counts.real, ...counts.fake);
  const room = axis - 13; // for words above and below the bars
  context.globalAlpha = 0.65;
  for (const kind of ["real", "fake"]) {
    context.fillStyle = colours[kind];
    counts[kind].forEach((count, bin) => {
      const length = room * Math.sqrt(count / most); // by the square root, or the few would not be seen
      const [start, end] = [x(bin / BINS), x((bin + 1) / BINS)];
      context.fillRect(start + 0.5, axis, end - start - 1, kind === "real" ? -length : length);
    });
  }
  context.globalAlpha = 1;
}
