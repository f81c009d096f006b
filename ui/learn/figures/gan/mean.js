/* The expectation E as a mean that one watches converge. */

import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { language } from "../../../kit/runtime/language.js";
import { figureIn } from "../figure.js";
import { written } from "../numbers.js";
import { levelLine } from "../plot_marks.js";
import { randomFrom } from "./players/points.js";
import { drawMore, exactly, h, noDraws } from "./running_mean.js";

const MOST = 20_000; // draws
const TICKS = [1, 10, 100, 1000, 10_000];
const DRAWS = { ".one": 1, ".batch": 64, ".many": 1000 };

/** Lay the figure out; it asks nothing.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { dispose, find, redrawn, say } = figureIn(scope);
  const exact = exactly();
  let seed = 0;
  let random = randomFrom(seed);
  let tally = noDraws();

  function draw() {
    drawMeans(find(".curve"), tally.means, exact);
    const { n, x } = tally;
    const off = Math.abs(tally.means[n - 1] - exact.mean);
    const numbers = {
      ...{ n: n.toLocaleString(language), x: written(x), h: written(h(x)), sum: written(tally.sum) },
      ...{ mean: written(tally.means[n - 1] ?? 0, 3), exact: written(exact.mean, 3) },
      ...{ off: written(off, 3), usual: written(exact.sd / Math.sqrt(n), 3) },
    };
    find(".said").textContent = say(n ? "told" : "none", numbers);
    find(".curve").setAttribute("aria-label", find(".said").textContent);
    for (const name in DRAWS) find(name).disabled = n >= MOST;
  }

  for (const [name, count] of Object.entries(DRAWS)) {
    find(name).addEventListener("click", () => {
      drawMore(tally, Math.min(count, MOST - tally.n), random);
      draw();
    });
  }
  find(".anew").addEventListener("click", () => {
    random = randomFrom(++seed);
    tally = noDraws();
    draw();
  });
  redrawn(draw);
  draw();
  return dispose;
}

/** Draw the mean over the number of draws, whose axis is logarithmic, around the expectation and the usual distance from
    it; does nothing while the canvas is hidden. */
function drawMeans(canvas, means, { mean, sd }) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { ink, faded, rule, accent } = inks(canvas);
  const x = (n) => 10 + ((width - 24) * Math.log(n)) / Math.log(MOST);
  const y = (value) => (height - 18) / 2 - ((value - mean) / (1.6 * sd)) * ((height - 18) / 2);
  levelLine(context, width, height - 18, rule);
  for (const side of [-1, 1]) {
    const edge = Array.from({ length: 101 }, (_, at) => MOST ** (at / 100));
    const usual = edge.map((n) => [x(n), y(mean + (side * sd) / Math.sqrt(n))]);
    line(context, usual, faded, [2, 3], 1);
  }
  levelLine(context, width, y(mean), accent, [6, 4]);
  const inside = (value) => Math.min(height - 18, Math.max(2, y(value)));
  const shown = means.map((value, at) => [x(at + 1), inside(value)]);
  line(context, shown, ink, [], 1.8);
  if (shown.length === 1) context.fillRect(shown[0][0] - 2, shown[0][1] - 2, 4, 4);
  for (const n of TICKS) label(context, n.toLocaleString(language), x(n), height - 4, faded);
}
