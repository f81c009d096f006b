/* One round, stage by stage: real drawings, forgeries, D's step, G's step. */

import { frameOf, SIDE } from "../../../kit/pictures/frames.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { make, pictures } from "../make.js";
import { percentText, sum, written } from "../numbers.js";
import { STAGES, handsAt, stageWithin } from "./round_stages.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, say, whenSeen } = figureIn(scope);
  let stage = 0;
  let seed = 0;
  let round; // see round_stages.js
  const cards = { real: layCards(find(".real ol")), fake: layCards(find(".fake ol")) };
  const steps = STAGES.map((name) => make("li", { textContent: say(name) }));
  find(".steps").append(...steps);

  const ask = asking("ask_round", (answer) => {
    round = { ...answer };
    for (const key of ["real", "fake", "fake_after"]) round[key] = fromBase64(answer[key]);
    show();
  });

  function show() {
    markStep(steps, stage);
    find(".back").disabled = !stage;
    find(".next").disabled = stage === STAGES.length - 1;
    if (!round) return;
    const hands = handsAt(round, stage);
    for (const name in cards) showHand(cards[name], hands[name], say);
    find(".said").textContent = say(`${STAGES[stage]}_told`, numbersOf(round, say));
  }

  function go(to) {
    stage = stageWithin(to);
    show();
  }

  find(".next").addEventListener("click", () => go(stage + 1));
  find(".back").addEventListener("click", () => go(stage - 1));
  find(".anew").addEventListener("click", () => {
    stage = 0;
    ask({ seed: ++seed });
  });
  show();
  whenSeen(() => ask({ seed }));
  return dispose;
}

/** Lay out ten cards: a picture each, a bar as long as its score, and the score. */
function layCards(list) {
  return pictures(10).map((canvas) => {
    const [fill, score] = [make("i"), make("span")];
    const card = make("li", {}, canvas, make("div", { className: "bar" }, fill), score);
    list.append(card);
    return { card, canvas, fill, score };
  });
}

/** Mark the step that the round has come to. */
function markStep(steps, stage) {
  steps.forEach((item, at) => {
    if (at === stage) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
}

/** Show a hand on its cards. */
function showHand(cards, { grey, scores }, say) {
  cards.forEach(({ card, canvas, fill, score }, at) => {
    card.classList.toggle("hidden", !grey);
    if (grey) paintInk(canvas, frameOf({ grey }, at), SIDE);
    fill.style.width = scores ? `${100 * scores[at]}%` : "0";
    score.textContent = scores ? percentText(say, scores[at]) : "";
  });
}

/** Write the numbers of a round that the stages' sentences name. */
function numbersOf(round, say) {
  const mean = (values) => say("percent", { number: Math.round((100 * sum(values)) / values.length) });
  return {
    real: mean(round.real_before),
    fake: mean(round.fake_before),
    real_after: mean(round.real_after),
    fake_after: mean(round.fake_after_d),
    fooled: mean(round.fake_after_g),
    d_loss: written(round.d_loss),
    d_loss_after: written(round.d_loss_after),
    guess: written(Math.LN2),
    g_loss: written(round.g_loss),
    g_loss_after: written(round.g_loss_after),
  };
}
