/* The VAE of one number: prior, likelihood and the best posterior over z, as beta moves it. */

import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { figureIn } from "../figure.js";
import { normalDensity, written } from "../numbers.js";
import { levelLine } from "../plot_marks.js";

const REACH = 4; // of the axis to either side of 0
const POINTS = 400;

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, redrawn, say, slider, whenSeen } = figureIn(scope);
  let fit; // the server's answer: mu, sigma, misfit, kl

  const ask = asking("ask_beta", (answer) => {
    fit = answer;
    find(".said").textContent = resultText(say, fit, beta.value);
    draw();
  });

  function draw() {
    if (!fit) return;
    const curves = { likelihood: [x.value, scope.props.spread], posterior: [fit.mu, fit.sigma] };
    drawDensities(find(".curve"), curves, inks(find(".curve")));
    find(".curve").setAttribute("aria-label", find(".said").textContent);
  }

  const change = () => ask({ beta: beta.value, x: x.value });
  const beta = slider(".beta", (value) => (10 ** value).toPrecision(2), change);
  const x = slider(".x", (value) => written(value), change);
  redrawn(draw);
  whenSeen(change);
  return dispose;
}

/** Say what the best posterior is. logBeta: beta's decimal logarithm. */
function resultText(say, { mu, sigma, misfit, kl }, logBeta) {
  const about = logBeta < -0.7 ? "little" : logBeta > 0.7 ? "much" : "true";
  return say("result", {
    mu: written(mu),
    sigma: written(sigma),
    misfit: written(misfit),
    kl: written(kl),
    about: say(`about_${about}`),
  });
}

/** Draw the prior, and likelihood and posterior, each [mean, standard deviation]; does nothing while it is hidden. */
function drawDensities(canvas, { likelihood, posterior }, { ink, faded, rule, accent }) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const most = Math.max(1, normalDensity(0, 0, posterior[1]) * 1.05);
  const floor = height - 18;
  const curve = ([mean, sd]) =>
    Array.from({ length: POINTS + 1 }, (_, at) => {
      const z = -REACH + (2 * REACH * at) / POINTS;
      return [(at / POINTS) * width, floor - (normalDensity(z, mean, sd) / most) * (floor - 6)];
    });
  levelLine(context, width, floor, rule);
  line(context, curve([0, 1]), faded, [2, 3], 1.8);
  line(context, curve(likelihood), accent, [6, 4], 1.8);
  line(context, curve(posterior), ink, [], 2.2);
  for (const z of [-3, -2, -1, 0, 1, 2, 3])
    label(context, written(z, 0), ((z + REACH) / (2 * REACH)) * width, height - 4, faded);
}
