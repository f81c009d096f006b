/* Envelope and wave apart, and their product, along the wave. */

import { inks, line, paper } from "../../../kit/pictures/line_plot.js";
import { channel } from "../../../kit/runtime/channels.js";
import { figureIn } from "../figure.js";
import { written } from "../numbers.js";
import { levelLine } from "../plot_marks.js";
import { waveOver, wavesWithin } from "./section_curves.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, redrawn, say, slider, tryIt, whenSeen } = figureIn(scope);
  let found; // the server's answer: envelope, real, imaginary

  const ask = asking("ask_section", (answer) => {
    found = answer;
    const std = written(Math.SQRT2 * sigma.value);
    find(".said").textContent = say("result", { std, waves: written(wavesWithin(sigma.value)) });
    draw();
  });

  function draw() {
    if (!found) return;
    const { ink, faded, rule, accent } = inks(find(".apart"));
    const { envelope, real, imaginary } = found;
    const wave = (phase) => waveOver(envelope.length, scope.props.reach, phase);
    const phase = (psi.value * Math.PI) / 180;
    const around = { values: envelope, colour: faded, dash: [2, 3] };
    const cosine = { values: wave(phase), colour: ink, dash: [] };
    const sine = { values: wave(phase - Math.PI / 2), colour: accent, dash: [5, 4] };
    drawCurves(find(".apart"), [sine, cosine, around], rule);
    drawCurves(find(".product"), [{ ...sine, values: imaginary }, around, { ...cosine, values: real }], rule);
  }

  const change = () => ask({ sigma: sigma.value, psi: psi.value });
  const sigma = slider(".sigma", (value) => written(value), change);
  const psi = slider(".psi", (value) => say("degrees", { number: written(value, 0) }), change);
  tryIt("filter", "#gabor-output", () => {
    channel("gabor-take").set({ sigma: sigma.value, theta_deg: 45, scale: 4 });
  });
  redrawn(draw);
  whenSeen(change);
  return dispose;
}

/** Draw curves over the same places, values in −1…1, one over the other; does nothing while the canvas is hidden. */
function drawCurves(canvas, curves, rule) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const y = (value) => height / 2 - value * (height / 2 - 8);
  levelLine(context, width, y(0), rule);
  for (const { values, colour, dash } of curves) {
    const points = values.map((value, at) => [(at / (values.length - 1)) * width, y(value)]);
    line(context, points, colour, dash, 1.8);
  }
}
