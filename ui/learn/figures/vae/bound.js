/* Two ways to the ELBO beside each other, one step at a time, with the numbers of a VAE that has one latent number. */

import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { figureIn } from "../figure.js";
import { make } from "../make.js";
import { written } from "../numbers.js";
import { dot, levelLine } from "../plot_marks.js";
import { boundTerms, posteriorOf } from "./bound_numbers.js";
import { BY_JENSEN, BY_KL } from "./bound_steps.js";

const RANGE = [-2, 3]; // of mu
const POINTS = 160;
const DEEP = 6; // nats below log P(X) that the plot shows

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { dispose, find, plate, redrawn, say, slider } = figureIn(scope);
  const { spread } = scope.props;
  const ways = [
    [BY_KL, find(".by-kl")],
    [BY_JENSEN, find(".by-jensen")],
  ];
  let shown = 1; // steps of either way
  plate.classList.add("ready");

  const guess = () => ({ x: x.value, spread, mu: mu.value, sigma: sigma.value });

  function show() {
    const terms = boundTerms(guess());
    for (const [steps, place] of ways) {
      steps.forEach(({ numbers }, at) => (place.children[at].querySelector(".numbers").textContent = numbers(terms)));
    }
    find(".said").textContent = saidText(say, guess(), terms);
    draw();
  }

  function unfold(count) {
    shown = count;
    for (const [steps, place] of ways) {
      [...place.children].forEach((item, at) => {
        item.hidden = at >= shown;
        item.classList.toggle("newest", at === Math.min(shown, steps.length) - 1);
      });
    }
    find(".next").disabled = shown >= BY_KL.length;
    find(".first").disabled = shown <= 1;
  }

  function draw() {
    drawBound(find(".curve"), guess(), inks(find(".curve")));
    find(".curve").setAttribute("aria-label", find(".said").textContent);
  }

  for (const [steps, place] of ways) place.append(...steps.map((step) => layStep(step, say)));
  const mu = slider(".mu", (value) => written(value), show);
  const sigma = slider(".sigma", (value) => written(value), show);
  const x = slider(".x", (value) => written(value), show);
  find(".next").addEventListener("click", () => unfold(shown + 1));
  find(".first").addEventListener("click", () => unfold(1));
  unfold(1);
  show();
  redrawn(draw);
  return dispose;
}

/** Make the item of a step: what is done, the formula, and room for its numbers. */
function layStep({ key, formula }, say) {
  return make(
    "li",
    {},
    make("span", { className: "why-so", textContent: say(key) }),
    make(
      "span",
      { className: "formula" },
      ...formula.split("E_q").flatMap((part, at) => (at ? [meanOverQ(), part] : [part])),
    ),
    make("span", { className: "numbers" }),
  );
}

/** Make the sign of a mean over q. */
const meanOverQ = () => make("span", {}, "E", make("sub", { textContent: "q" }));

/** Say how far the bound lies below log P(X). */
function saidText(say, { x, spread }, { evidence, elbo, gap }) {
  const { mean, sd } = posteriorOf({ x, spread });
  const values = { evidence: written(evidence), elbo: written(elbo), gap: written(gap) };
  return say(gap < 0.005 ? "tight" : "loose", { ...values, mean: written(mean), sd: written(sd) });
}

/** Draw log P(X) as a level, the ELBO over q's mean, and the gap at the mean chosen; does nothing while it is hidden. */
function drawBound(canvas, guess, { ink, faded, rule, accent }) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { evidence, elbo } = boundTerms(guess);
  const x = (mu) => ((mu - RANGE[0]) / (RANGE[1] - RANGE[0])) * width;
  const y = (value) => 16 + ((evidence - value) / DEEP) * (height - 40);
  /** @type {number[][]} */
  const curve = [];
  for (let at = 0; at <= POINTS; at++) {
    const mu = RANGE[0] + ((RANGE[1] - RANGE[0]) * at) / POINTS;
    const value = boundTerms({ ...guess, mu }).elbo;
    if (evidence - value < DEEP) curve.push([x(mu), y(value)]);
  }
  levelLine(context, width, height - 18, rule);
  levelLine(context, width, y(evidence), faded, [2, 3]);
  line(context, curve, ink, [], 2.2);
  const low = Math.min(y(elbo), height - 18);
  const ends = [
    [x(guess.mu), y(evidence)],
    [x(guess.mu), low],
  ];
  line(context, ends, accent, [6, 4], 2.4);
  dot(context, [x(guess.mu), low], 4, accent);
  for (const mu of [-2, -1, 0, 1, 2, 3]) {
    const align = mu === RANGE[0] ? "left" : mu === RANGE[1] ? "right" : "center";
    label(context, written(mu, 0), x(mu), height - 4, faded, align);
  }
}
