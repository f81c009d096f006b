/* One round, stage by stage: real drawings, forgeries, D's step, G's step. */

import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { written } from "./figure.js";
import { figureIn } from "./figure.js";

const FRAME = 28;
const STAGES = ["look", "forge", "d_step", "g_step", "done"];

export function mount(scope) {
  const { asking, find, say, whenSeen } = figureIn(scope);

  let stage = 0;
  let seed = 0;
  let round = null;

  const cards = Object.fromEntries(
    ["real", "fake"].map((name) => [
      name,
      Array.from({ length: 10 }, () => {
        const card = document.createElement("li");
        const canvas = Object.assign(document.createElement("canvas"), {
          className: "picture",
          width: FRAME,
          height: FRAME,
        });
        const bar = Object.assign(document.createElement("div"), { className: "bar" });
        bar.append(document.createElement("i"));
        card.append(canvas, bar, document.createElement("span"));
        find(`.${name} ol`).append(card);
        return card;
      }),
    ]),
  );
  STAGES.forEach((name) =>
    find(".steps").append(Object.assign(document.createElement("li"), { textContent: say(name) })),
  );

  const ask = asking("ask_round", (answer) => {
    round = answer;
    for (const key of ["real", "fake", "fake_after"]) round[key] = fromBase64(answer[key]);
    show();
  });

  function lay(name, grey, scores) {
    cards[name].forEach((card, at) => {
      card.classList.toggle("hidden", !grey);
      if (grey) paintInk(card.firstChild, grey.subarray(at * FRAME ** 2, (at + 1) * FRAME ** 2), FRAME);
      card.querySelector("i").style.width = scores ? `${100 * scores[at]}%` : 0;
      card.lastChild.textContent = scores ? say("percent", { number: Math.round(100 * scores[at]) }) : "";
    });
  }

  const mean = (values) =>
    say("percent", { number: Math.round((100 * values.reduce((sum, one) => sum + one, 0)) / values.length) });

  function show() {
    [...find(".steps").children].forEach((item, at) => {
      if (at === stage) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    find(".back").disabled = !stage;
    find(".next").disabled = stage === STAGES.length - 1;
    if (!round) return;
    const { real, fake, fake_after: redrawnFakes } = round;
    lay("real", real, stage < 2 ? round.real_before : round.real_after);
    const scores = [null, round.fake_before, round.fake_after_d, round.fake_after_g, round.fake_after_g][stage];
    lay("fake", stage ? (stage < 3 ? fake : redrawnFakes) : null, scores);
    find(".said").textContent = say(`${STAGES[stage]}_told`, {
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
    });
  }

  function go(to) {
    stage = Math.min(STAGES.length - 1, Math.max(0, to));
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
}
