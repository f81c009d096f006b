/* The cosine part's areas above and below zero, which cancel only with the correction. */

import { inks, line, paper } from "../../kit/pictures/line_plot.js";
import { written } from "./figure.js";
import { figureIn } from "./figure.js";

export function mount(scope) {
  const { asking, find, plate, redrawn, say, slider, whenSeen } = figureIn(scope);

  let found = null;
  const free = find(".free");

  const ask = asking("ask_section", (answer) => {
    found = answer;
    draw();
  });

  function draw() {
    if (!found) return;
    const values = free.checked ? found.free : found.real;
    const leak = free.checked ? found.left : found.leak;
    find(".said").textContent = say(free.checked ? "result_free" : "result", {
      leak: written(leak, 4),
      expected: written(Math.exp(-(sigma.value ** 2)), 4),
      wall: written(100 * leak, 1),
    });
    const sheet = paper(find(".curve"));
    if (!sheet) return;
    const { context, width, height } = sheet;
    const { ink, faded, rule, accent } = inks(plate);
    const base = height * 0.72;
    const y = (value) => base - value * (base - 8);
    const points = values.map((value, at) => [(at / (values.length - 1)) * width, y(value)]);
    context.globalAlpha = 0.28;
    for (const [colour, part] of [
      [ink, (at) => Math.min(at, base)],
      [accent, (at) => Math.max(at, base)],
    ]) {
      context.beginPath();
      context.moveTo(0, base);
      for (const [x, at] of points) context.lineTo(x, part(at));
      context.lineTo(width, base);
      context.fillStyle = colour;
      context.fill();
    }
    context.globalAlpha = 1;
    line(
      context,
      [
        [0, base],
        [width, base],
      ],
      rule,
      [],
      1,
    );
    if (free.checked) {
      const scale = Math.exp(-(sigma.value ** 2));
      line(
        context,
        found.envelope.map((value, at) => [points[at][0], y(value * scale)]),
        faded,
        [2, 3],
        1.4,
      );
    }
    line(context, points, ink, [], 2);
  }

  const change = () => ask({ sigma: sigma.value });
  const sigma = slider(find(".sigma"), (value) => written(value), change);
  free.addEventListener("change", draw);
  redrawn(draw);
  whenSeen(change);
}
