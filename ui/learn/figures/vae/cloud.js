/* z = mu + sigma·epsilon as a picture: draws of N(0, I) shrink by sigma, then move to mu. */

import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { frameOf, SIDE } from "../../../kit/pictures/frames.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { pictures } from "../make.js";
import { written } from "../numbers.js";
import { dot } from "../plot_marks.js";
import { placed, stepAt } from "./reparameterisation.js";

const REACH = 3.2; // of the plane to either side of 0

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, playing, redrawn, say, tenDigits, whenSeen } = figureIn(scope);
  const { shown } = scope.props;
  const decoded = pictures(shown);
  let digit = 3;
  let cloud; // the server's answer: mu, sd, epsilon
  let time = 0;
  find(".draws").append(...decoded);
  find(".of-mean").textContent = say("mean", { n: scope.props.cloud });

  const ask = asking("ask_cloud", (answer) => {
    cloud = answer;
    const frames = { grey: fromBase64(answer.frames) };
    decoded.forEach((canvas, at) => paintInk(canvas, frameOf(frames, at), SIDE));
    paintInk(find(".mean"), fromBase64(answer.mean), SIDE);
    paintInk(find(".at-mu"), fromBase64(answer.at_mu), SIDE);
    find(".sum").textContent = sumText(say, cloud);
    draw();
  });

  function draw() {
    const sheet = cloud && paper(find(".field"));
    if (!sheet) return;
    const step = stepAt(cloud, time);
    drawCloud(sheet, inks(find(".field")), cloud, step, shown);
    find(".stage").textContent = say(step.stage);
    find(".draws").style.opacity = 0.15 + 0.85 * step.moved;
  }

  function show(alpha) {
    time = alpha;
    find(".time").value = alpha;
    draw();
  }

  const play = playing({ begin: () => time, speed: () => 0.6, show, steps: 4 });
  find(".time").addEventListener("input", ({ target }) => {
    play.stop();
    show(+target.value);
  });
  tenDigits("fieldset", digit, (chosen) => ask({ digit: (digit = chosen) }));
  redrawn(draw);
  whenSeen(() => ask({ digit }));
  return dispose;
}

/** Write the sum for the first draw in numbers. */
function sumText(say, { mu, sd, epsilon }) {
  const pair = (values) => `(${values.map((value) => written(value)).join(", ")})`;
  const z = placed(epsilon[0], { scale: sd, shift: mu });
  return say("sum", { epsilon: pair(epsilon[0]), sigma: pair(sd), mu: pair(mu), z: pair(z) });
}

/** Draw the draws at a step of their way; the first one and those that are decoded stand out. */
function drawCloud({ context, width }, { ink, faded, rule, accent }, { mu, epsilon }, step, shown) {
  const unit = width / (2 * REACH);
  /** @type {(place: number[]) => [number, number]} */
  const at = ([x, y]) => [width / 2 + x * unit, width / 2 - y * unit];
  line(context, [at([-REACH, 0]), at([REACH, 0])], rule, [], 1);
  line(context, [at([0, -REACH]), at([0, REACH])], rule, [], 1);
  for (const radius of [1, 2]) {
    context.beginPath();
    context.arc(...at([0, 0]), radius * unit, 0, 7);
    context.strokeStyle = rule;
    context.stroke();
  }
  epsilon.forEach((one, draw) => {
    const colour = draw < shown ? ink : faded;
    dot(context, at(placed(one, step)), draw ? 2.6 : 5, draw ? colour : accent);
  });
  label(context, "μ", at(mu)[0] + 12, at(mu)[1] - 10, accent);
}
