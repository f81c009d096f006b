/* A grey pixel under a Bernoulli likelihood: its cost is never 0; and which part of a drawing's misfit that is. */

import { SIDE } from "../../../kit/pictures/frames.js";
import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { percentText, written } from "../numbers.js";
import { dot, levelLine } from "../plot_marks.js";
import { drawingChoice } from "./drawing_choice.js";
import { greyCost, leastCost, totalOfGreys } from "./grey_cost.js";

const MOST = 3; // nats at the plot's top edge
const POINTS = 200;
const EDGE = 0.002; // of p: at 0 and 1 the cost has no bound

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const figure = figureIn(scope);
  const { asking, dispose, find, redrawn, say, slider, whenSeen } = figure;

  const ask = asking("ask_grey", ({ seen, recon, misfit, floor }) => {
    paintInk(find(".seen"), fromBase64(seen), SIDE);
    paintInk(find(".recon"), fromBase64(recon), SIDE);
    find(".floor").style.width = `${(100 * floor) / misfit}%`;
    const values = { misfit: written(misfit, 1), floor: written(floor, 1), share: percentText(say, floor / misfit) };
    find(".picture-cost").textContent = say("whole", values);
    show();
  });

  function show() {
    const values = { x: x.value, p: p.value, cost: greyCost(x.value, p.value), least: leastCost(x.value) };
    const texts = Object.entries({ ...values, total: totalOfGreys(p.value) }).map(([key, one]) => [key, written(one)]);
    find(".pixel").textContent = say("pixel", Object.fromEntries(texts));
    draw();
  }

  function draw() {
    drawCost(find(".curve"), x.value, p.value, inks(find(".curve")), say);
    find(".curve").setAttribute("aria-label", find(".pixel").textContent);
  }

  const chosen = drawingChoice(figure, 8, () => ask(chosen()));
  const x = slider(".x", (value) => written(value), show);
  const p = slider(".p", (value) => written(value), show);
  redrawn(draw);
  show();
  whenSeen(() => ask(chosen()));
  return dispose;
}

/** Draw the cost of a pixel over the decoder's p, its least and the one chosen; does nothing while it is hidden. */
function drawCost(canvas, x, p, { ink, faded, rule, accent }, say) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const floor = height - 18;
  const across = (value) => 4 + value * (width - 8);
  const up = (cost) => floor - (Math.min(cost, MOST) / MOST) * (floor - 6);
  const curve = Array.from({ length: POINTS + 1 }, (_, at) => {
    const place = EDGE + (1 - 2 * EDGE) * (at / POINTS);
    return [across(place), up(greyCost(x, place))];
  });
  levelLine(context, width, floor, rule);
  if (leastCost(x) > 0) levelLine(context, width, up(leastCost(x)), accent, [6, 4]);
  line(context, curve, ink, [], 2.2);
  dot(context, [across(p), up(greyCost(x, p))], 5, accent);
  label(
    context,
    say("least", { least: written(leastCost(x)) }),
    across(0.5),
    up(leastCost(x)) + (x > 0 && x < 1 ? 14 : -6),
    accent,
  );
  for (const place of [0, 0.25, 0.5, 0.75, 1]) {
    label(
      context,
      written(place),
      across(place),
      height - 4,
      faded,
      place === 0 ? "left" : place === 1 ? "right" : "center",
    );
  }
}
