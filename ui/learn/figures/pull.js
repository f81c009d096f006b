/* What pulls the generator: log(1 − D) of the value function, and −log D of practice, over D's logit. */

import { inks, label, line, paper } from "../../kit/pictures/line_plot.js";
import { written } from "./figure.js";
import { figureIn } from "./figure.js";

const [LOW, HIGH] = [-7, 5]; // logits
const POINTS = 240;

export function mount(scope) {
  const { find, plate, redrawn, say, slider } = figureIn(scope);

  const sigmoid = (logit) => 1 / (1 + Math.exp(-logit));
  const log1p = (logit) => Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))); // softplus

  const CURVES = {
    ".value": [(logit) => -log1p(logit), (logit) => log1p(-logit), -7, 7],
    ".slope": [sigmoid, (logit) => sigmoid(-logit), 0, 1],
  };

  function draw() {
    const { ink, faded, rule, accent } = inks(plate);
    for (const [selector, [minimax, practice, low, high]] of Object.entries(CURVES)) {
      const sheet = paper(find(selector));
      if (!sheet) continue;
      const { context, width, height } = sheet;
      const x = (logit) => ((logit - LOW) / (HIGH - LOW)) * width;
      const y = (value) => height - 20 - ((value - low) / (high - low)) * (height - 32);
      const of = (curve) =>
        Array.from({ length: POINTS + 1 }, (_, at) => LOW + ((HIGH - LOW) * at) / POINTS).map((logit) => [
          x(logit),
          y(curve(logit)),
        ]);
      line(
        context,
        [
          [0, y(0)],
          [width, y(0)],
        ],
        rule,
        [],
        1,
      );
      line(
        context,
        [
          [x(belief.value), 6],
          [x(belief.value), height - 18],
        ],
        rule,
        [],
        1,
      );
      line(context, of(minimax), accent, [6, 4], 1.8);
      line(context, of(practice), ink, [], 2);
      for (const [curve, colour] of [
        [minimax, accent],
        [practice, ink],
      ]) {
        context.beginPath();
        context.arc(x(belief.value), y(curve(belief.value)), 4, 0, 7);
        context.fillStyle = colour;
        context.fill();
      }
      for (const logit of [-6, -3, 0, 3]) label(context, share(logit), x(logit), height - 5, faded);
    }
    find(".said").textContent = say("result", {
      belief: share(belief.value),
      minimax: written(sigmoid(belief.value), 3),
      practice: written(sigmoid(-belief.value), 3),
      times: times(Math.exp(-belief.value)),
    });
  }

  const share = (logit) => say("percent", { number: (100 * sigmoid(logit)).toPrecision(2) });
  const times = (ratio) => ratio.toPrecision(ratio < 1 ? 1 : Math.max(2, Math.ceil(Math.log10(ratio))));
  const belief = slider(find(".knob"), share, draw);
  redrawn(draw);
  draw();
}
