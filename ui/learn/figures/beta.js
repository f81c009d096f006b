/* The VAE of one number: prior, likelihood and the best posterior over z, as beta moves it. */

import { inks, label, line, paper } from "../../kit/pictures/line_plot.js";
import { written } from "./figure.js";
import { figureIn } from "./figure.js";

const REACH = 4; // of the axis to either side of 0
const POINTS = 400;

export function mount(scope) {
  const { asking, find, plate, redrawn, say, slider, whenSeen } = figureIn(scope);
  const { props } = scope;

  let fit = null;

  const normal = (z, mean, sd) => Math.exp(-(((z - mean) / sd) ** 2) / 2) / (sd * Math.sqrt(2 * Math.PI));

  const ask = asking("ask_beta", (answer) => {
    fit = answer;
    const { mu, sigma, misfit, kl } = answer;
    const about = beta.value < -0.7 ? "little" : beta.value > 0.7 ? "much" : "true";
    find(".said").textContent = say("result", {
      mu: written(mu),
      sigma: written(sigma),
      misfit: written(misfit),
      kl: written(kl),
      about: say(`about_${about}`),
    });
    draw();
  });

  function draw() {
    const sheet = fit && paper(find(".curve"));
    if (!sheet) return;
    const { context, width, height } = sheet;
    const { ink, faded, rule, accent } = inks(plate);
    const most = Math.max(1, normal(0, 0, fit.sigma) * 1.05);
    const floor = height - 18;
    const curve = (mean, sd) =>
      Array.from({ length: POINTS + 1 }, (_, at) => {
        const z = -REACH + (2 * REACH * at) / POINTS;
        return [(at / POINTS) * width, floor - (normal(z, mean, sd) / most) * (floor - 6)];
      });
    line(
      context,
      [
        [0, floor],
        [width, floor],
      ],
      rule,
      [],
      1,
    );
    line(context, curve(0, 1), faded, [2, 3], 1.8);
    line(context, curve(x.value, props.spread), accent, [6, 4], 1.8);
    line(context, curve(fit.mu, fit.sigma), ink, [], 2.2);
    for (const z of [-3, -2, -1, 0, 1, 2, 3])
      label(context, written(z, 0), ((z + REACH) / (2 * REACH)) * width, height - 4, faded);
    find(".curve").setAttribute("aria-label", find(".said").textContent);
  }

  const change = () => ask({ beta: beta.value, x: x.value });
  const beta = slider(find(".beta"), (value) => (10 ** value).toPrecision(2), change);
  const x = slider(find(".x"), (value) => written(value), change);
  redrawn(draw);
  whenSeen(change);
}
