/* z = mu + sigma·epsilon as a picture: draws of N(0, I) shrink by sigma, then move to mu. */

import { inks, label, line, paper } from "../../kit/pictures/line_plot.js";
import { player } from "../../kit/pictures/player.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { written } from "./figure.js";
import { figureIn } from "./figure.js";

const FRAME = 28;
const REACH = 3.2; // of the plane to either side of 0
const SHRINK = 0.5; // share of the time in which sigma acts; mu has the rest

export function mount(scope) {
  const { asking, find, plate, redrawn, say, tenDigits, whenSeen } = figureIn(scope);
  const { props } = scope;

  let digit = 3;
  let cloud = null;
  let time = 0;

  const pictures = Array.from({ length: props.shown }, () => {
    const canvas = Object.assign(document.createElement("canvas"), {
      className: "picture",
      width: FRAME,
      height: FRAME,
    });
    find(".draws").append(canvas);
    return canvas;
  });

  const ask = asking("ask_cloud", (answer) => {
    cloud = answer;
    const grey = fromBase64(answer.frames);
    pictures.forEach((canvas, at) => paintInk(canvas, grey.subarray(at * FRAME ** 2, (at + 1) * FRAME ** 2), FRAME));
    draw();
  });

  const pairOf = (values) => `(${values.map((value) => written(value)).join(", ")})`;

  function draw() {
    const sheet = cloud && paper(find(".field"));
    if (!sheet) return;
    const { context, width } = sheet;
    const { ink, faded, rule, accent } = inks(plate);
    const unit = width / (2 * REACH);
    const at = ([x, y]) => [width / 2 + x * unit, width / 2 - y * unit];
    const shrunk = Math.min(1, time / SHRINK);
    const moved = Math.max(0, (time - SHRINK) / (1 - SHRINK));
    const scale = cloud.sd.map((sd) => 1 + (sd - 1) * shrunk);
    const shift = cloud.mu.map((mu) => mu * moved);
    line(context, [at([-REACH, 0]), at([REACH, 0])], rule, [], 1);
    line(context, [at([0, -REACH]), at([0, REACH])], rule, [], 1);
    for (const radius of [1, 2]) {
      context.beginPath();
      context.arc(...at([0, 0]), radius * unit, 0, 7);
      context.strokeStyle = rule;
      context.stroke();
    }
    cloud.epsilon.forEach((epsilon, draw) => {
      context.beginPath();
      context.arc(...at(epsilon.map((value, axis) => shift[axis] + scale[axis] * value)), draw ? 2.6 : 5, 0, 7);
      context.fillStyle = draw ? (draw < props.shown ? ink : faded) : accent;
      context.fill();
    });
    label(context, "μ", at(cloud.mu)[0] + 12, at(cloud.mu)[1] - 10, accent);
    find(".stage").textContent = say(time < 0.02 ? "noise" : moved ? "move" : "shrink");
    find(".sum").textContent = say("sum", {
      epsilon: pairOf(cloud.epsilon[0]),
      sigma: pairOf(cloud.sd),
      mu: pairOf(cloud.mu),
      z: pairOf(cloud.mu.map((mu, axis) => mu + cloud.sd[axis] * cloud.epsilon[0][axis])),
    });
    find(".draws").style.opacity = 0.15 + 0.85 * moved;
  }

  function show(alpha) {
    time = alpha;
    find(".time").value = alpha;
    draw();
  }

  const playing = player({
    speed: () => 0.6,
    show,
    told: (on) => (find(".play").textContent = say(on ? "stop" : "play")),
    steps: 4,
  });
  find(".play").textContent = say("play");
  find(".play").addEventListener("click", () => playing.toggle(time));
  find(".time").addEventListener("input", ({ target }) => {
    playing.stop();
    show(+target.value);
  });
  tenDigits(find("fieldset"), digit, (chosen) => ask({ digit: (digit = chosen) }));
  redrawn(draw);
  whenSeen(() => ask({ digit }));
}
