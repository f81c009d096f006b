/* What pulls the generator: log(1 − D) of the value function, and −log D of practice, over D's logit. */

import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { figureIn } from "../figure.js";
import { sigmoid, softplus, written } from "../numbers.js";
import { dot, levelLine } from "../plot_marks.js";

const [LOW, HIGH] = [-7, 5]; // logits
const POINTS = 240;

// By the canvas: both losses, or the sizes of both slopes, and the range of their values.
const PLOTS = {
  ".value": { minimax: (logit) => -softplus(logit), practice: (logit) => softplus(-logit), low: -7, high: 7 },
  ".slope": { minimax: sigmoid, practice: (logit) => sigmoid(-logit), low: 0, high: 1 },
};

/** Lay the figure out; it asks nothing.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { dispose, find, redrawn, say, slider } = figureIn(scope);
  const share = (logit) => say("percent", { number: (100 * sigmoid(logit)).toPrecision(2) });

  function draw() {
    for (const [selector, plot] of Object.entries(PLOTS))
      drawLosses(find(selector), plot, belief.value, inks(find(selector)), share);
    find(".said").textContent = say("result", {
      belief: share(belief.value),
      minimax: written(sigmoid(belief.value), 3),
      practice: written(sigmoid(-belief.value), 3),
      times: timesText(Math.exp(-belief.value)),
    });
  }

  const belief = slider(".knob", share, draw);
  redrawn(draw);
  draw();
  return dispose;
}

/** Write a ratio in whole numbers of at least two digits, one below 1 with a single digit. */
function timesText(ratio) {
  return ratio.toPrecision(ratio < 1 ? 1 : Math.max(2, Math.ceil(Math.log10(ratio))));
}

/** Draw both curves of a plot, and where they stand at D's belief, a logit; does nothing while the canvas is hidden. */
function drawLosses(canvas, { minimax, practice, low, high }, belief, { ink, faded, rule, accent }, share) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const x = (logit) => ((logit - LOW) / (HIGH - LOW)) * width;
  const y = (value) => height - 20 - ((value - low) / (high - low)) * (height - 32);
  /** @type {(curve: (logit: number) => number, logit: number) => [number, number]} */
  const point = (curve, logit) => [x(logit), y(curve(logit))];
  const points = (curve) =>
    Array.from({ length: POINTS + 1 }, (_, at) => point(curve, LOW + ((HIGH - LOW) * at) / POINTS));
  const upright = [6, height - 18].map((end) => [x(belief), end]);
  levelLine(context, width, y(0), rule);
  line(context, upright, rule, [], 1);
  line(context, points(minimax), accent, [6, 4], 1.8);
  line(context, points(practice), ink, [], 2);
  dot(context, point(minimax, belief), 4, accent);
  dot(context, point(practice, belief), 4, ink);
  for (const logit of [-6, -3, 0, 3]) label(context, share(logit), x(logit), height - 5, faded);
}
