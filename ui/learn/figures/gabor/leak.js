/* The cosine part's areas above and below zero, which cancel only with the correction. */

import { inks, line, paper } from "../../../kit/pictures/line_plot.js";
import { figureIn } from "../figure.js";
import { meanOfCosine, written } from "../numbers.js";
import { levelLine } from "../plot_marks.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, redrawn, say, slider, whenSeen } = figureIn(scope);
  const free = find(".free");
  let found; // the server's answer: sections with and without the correction, and what each lets through

  const ask = asking("ask_section", (answer) => {
    found = answer;
    draw();
  });

  function draw() {
    if (!found) return;
    const corrected = free.checked;
    const leak = corrected ? found.left : found.leak;
    const expected = meanOfCosine(sigma.value);
    find(".said").textContent = say(corrected ? "result_free" : "result", {
      leak: written(leak, 4),
      expected: written(expected, 4),
      wall: written(100 * leak, 1),
    });
    const taken = corrected && found.envelope.map((value) => value * expected);
    drawAreas(find(".curve"), corrected ? found.free : found.real, taken, inks(find(".curve")));
  }

  const change = () => ask({ sigma: sigma.value });
  const sigma = slider(".sigma", (value) => written(value), change);
  free.addEventListener("change", draw);
  redrawn(draw);
  whenSeen(change);
  return dispose;
}

/** Draw a section with its areas above and below zero, and dotted, where it is given, what the correction has taken
    away; does nothing while the canvas is hidden. */
function drawAreas(canvas, values, taken, { ink, faded, rule, accent }) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const base = height * 0.72;
  const curve = (heights) =>
    heights.map((value, at) => [(at / (heights.length - 1)) * width, base - value * (base - 8)]);
  const points = curve(values);
  context.globalAlpha = 0.28;
  fillArea(sheet, points, base, (y) => Math.min(y, base), ink);
  fillArea(sheet, points, base, (y) => Math.max(y, base), accent);
  context.globalAlpha = 1;
  levelLine(context, width, base, rule);
  if (taken) line(context, curve(taken), faded, [2, 3], 1.4);
  line(context, points, ink, [], 2);
}

/** Fill what lies between a curve and the line at `base`, of which `side` leaves one side. */
function fillArea({ context, width }, points, base, side, colour) {
  context.beginPath();
  context.moveTo(0, base);
  for (const [x, y] of points) context.lineTo(x, side(y));
  context.lineTo(width, base);
  context.fillStyle = colour;
  context.fill();
}
