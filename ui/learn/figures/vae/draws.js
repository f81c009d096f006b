/* P(X) ≈ 1/n Σ p(X | zᵢ), tried: thousands of draws from the prior, and how close the closest comes to a drawing. */

import { SIDE } from "../../../kit/pictures/frames.js";
import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { written } from "../numbers.js";
import { levelLine } from "../plot_marks.js";
import { drawingChoice } from "./drawing_choice.js";
import { large, lasting, NOTHING_TRIED, withDraws } from "./tally.js";

const PAUSE = 120; // ms between an answer and the next question: others wait for the same server

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const figure = figureIn(scope);
  const { asking, dispose, find, redrawn, say, signal, whenSeen } = figure;
  const { close, most } = scope.props;
  let tally = NOTHING_TRIED;
  let known; // the server's last answer
  let next = 0; // which thousand is tried next
  let began = 0; // ms, when the tries began that are still going on
  let timer = 0;
  let running = false;

  const ask = asking("ask_draws", (answer, question) => {
    if (question.seed !== next) return; // of a drawing that was chosen before
    known = answer;
    tally = withDraws(tally, answer);
    next += 1;
    show();
    if (running && next < most) timer = window.setTimeout(more, PAUSE);
    else run(false);
  });

  function more() {
    began ||= performance.now() - PAUSE;
    ask({ ...chosen(), seed: next });
  }

  function run(on) {
    running = on;
    clearTimeout(timer);
    find(".go").textContent = say(on ? "stop" : "go");
    find(".go").disabled = !on && next >= most;
    find(".said").ariaLive = on ? "off" : "polite"; // or every thousand would be read out
    if (on) more();
  }

  function again() {
    tally = NOTHING_TRIED;
    [next, began] = [0, 0];
    run(false);
    more();
  }

  function show() {
    for (const name of ["seen", "recon"]) paintInk(find(`.${name}`), fromBase64(known[name]), SIDE);
    paintInk(find(".best"), fromBase64(tally.best), SIDE);
    find(".count").textContent = say("count", { n: large(tally.n), most: large(most * known.n) });
    const values = { n: large(tally.n), found: tally.close, close };
    const misfits = { best: written(tally.bestMisfit, 1), misfit: written(known.misfit, 1) };
    find(".said").textContent = say(tally.close ? "some" : "none", { ...values, ...misfits });
    const [unit, long] = lasting((Math.exp(known.kl) * (performance.now() - began)) / 1000 / tally.n);
    const wait = say(unit, { number: large(long) });
    find(".forecast").textContent = say("waiting", { kl: written(known.kl, 1), many: large(Math.exp(known.kl)), wait });
    draw();
  }

  function draw() {
    if (!known) return;
    drawEstimates(find(".curve"), tally.estimates, known.elbo, most, say);
    const told = { estimate: written(tally.estimates[tally.estimates.length - 1], 1), elbo: written(known.elbo, 1) };
    find(".curve").setAttribute("aria-label", say("curve", told));
  }

  const chosen = drawingChoice(figure, 4, again);
  find(".go").addEventListener("click", () => run(!running));
  signal.addEventListener("abort", () => clearTimeout(timer));
  run(false);
  redrawn(draw);
  whenSeen(again);
  return dispose;
}

/** Draw the estimates of log P(X) after each thousand, beneath the level of the ELBO; does nothing while it is hidden. */
function drawEstimates(canvas, estimates, elbo, most, say) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { ink, faded, rule, accent } = inks(canvas);
  const low = Math.min(...estimates) - 8;
  const high = Math.max(elbo, ...estimates) + 8;
  const y = (value) => 8 + ((high - value) / (high - low)) * (height - 30);
  const x = (at) => 6 + (at / (most - 1)) * (width - 12);
  levelLine(context, width, height - 18, rule);
  levelLine(context, width, y(elbo), accent, [6, 4]);
  const ends = estimates.length > 1 ? estimates.map((value, at) => [x(at), y(value)]) : [];
  line(context, ends, ink, [], 2.2);
  context.fillStyle = ink;
  context.fillRect(x(estimates.length - 1) - 3, y(estimates.at(-1)) - 3, 6, 6);
  label(context, written(elbo, 1), 6, y(elbo) + 13, accent, "left");
  label(
    context,
    written(estimates.at(-1), 1),
    Math.min(width - 26, Math.max(24, x(estimates.length - 1))),
    y(estimates.at(-1)) - 8,
    ink,
  );
  label(context, say("axis"), width - 4, height - 4, faded, "right");
}
