/* One latent number of a drawing through both graphs: z drawn at random, where gradients stop, and z = μ + σ·ε. */

import { SIDE } from "../../../kit/pictures/frames.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { written } from "../numbers.js";
import { drawingChoice } from "./drawing_choice.js";
import { BLOCKED, FLOWING, graphView, LAST_STEP } from "./graph_view.js";
import { backward, forward, slopesOfKL } from "./trick.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const figure = figureIn(scope);
  const { asking, dispose, find, playing, say, slider, whenSeen } = figure;
  const views = [graphView(BLOCKED), graphView(FLOWING)];
  let found; // the server's answer
  let step = 0;
  find(".left").append(views[0].svg);
  find(".right").append(views[1].svg);

  const ask = asking("ask_noise", (answer, { epsilon }) => {
    found = { ...answer, epsilon };
    paintInk(find(".seen"), fromBase64(answer.seen), SIDE);
    paintInk(find(".frame"), fromBase64(answer.frame), SIDE);
    show(step);
  });
  const change = () => ask({ ...chosen(), epsilon: epsilon.value });

  function show(to) {
    step = to;
    find(".time").value = step;
    find(".time").setAttribute("aria-valuetext", say(`step_${step}_name`));
    if (!found) return;
    const { sigma, z } = forward(found, found.epsilon);
    const slopes = backward(found.logvar, found.epsilon, found.slope);
    const values = valuesOf(say, found, sigma);
    views[0].show(step, { ...values, z: `z ~ N(μ, σ²) = ${written(z)}` }, { z: slopeText("z", found.slope) });
    const back = {
      z: slopeText("z", found.slope),
      mu: slopeText("μ", slopes.mu),
      sigma: slopeText("σ", slopes.sigma),
      logvar: slopeText("log σ²", slopes.logvar),
    };
    views[1].show(step, { ...values, z: `z = μ + σ·ε = ${written(z)}` }, back);
    find(".stage").textContent = say(`step_${step}`, storyOf(found, { sigma, z, slopes }));
  }

  const chosen = drawingChoice(figure, 3, change);
  const epsilon = slider(".epsilon", (value) => written(value), change);
  const play = playing({
    begin: () => step / LAST_STEP,
    speed: () => 0.3,
    show: (alpha) => show(Math.min(LAST_STEP, Math.floor(alpha * (LAST_STEP + 1)))),
    told: (on) => (find(".stage").ariaLive = on ? "off" : "polite"),
    steps: LAST_STEP,
    once: true,
  });
  find(".time").addEventListener("input", ({ target }) => {
    play.stop();
    show(+target.value);
  });
  show(0);
  whenSeen(change);
  return dispose;
}

const slopeText = (name, slope) => `∂/∂${name} = ${written(slope)}`;

/** Write what stands in the nodes, but for z. */
function valuesOf(say, { mu, logvar, misfit, epsilon }, sigma) {
  return {
    mu: `μ = ${written(mu)}`,
    logvar: `log σ² = ${written(logvar)}`,
    sigma: `σ = ${written(sigma)}`,
    epsilon: `ε = ${written(epsilon)}`,
    frame: say("decoder"),
    loss: `−log p(x|z) = ${written(misfit, 1)}`,
  };
}

/** Write the numbers of the sentence about a step. */
function storyOf({ unit, mu, logvar, misfit, epsilon, slope }, { sigma, z, slopes }) {
  const kl = slopesOfKL({ mu, logvar });
  const numbers = { mu, logvar, sigma, epsilon, z, slope, d_mu: slopes.mu, d_sigma: slopes.sigma };
  const more = { d_logvar: slopes.logvar, kl_mu: kl.mu, kl_logvar: kl.logvar };
  const texts = Object.entries({ ...numbers, ...more }).map(([name, value]) => [name, written(value)]);
  return { ...Object.fromEntries(texts), misfit: written(misfit, 1), unit };
}
