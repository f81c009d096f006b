/* The discriminator's three steps and the generator's six, in numbers; gradients pass through D while it stands still. */

import { figureIn } from "../figure.js";
import { make } from "../make.js";
import { percentText, written } from "../numbers.js";
import { STEPS, partsAt, playRound } from "./one_round.js";

/** Lay the figure out; it asks nothing.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { dispose, find, plate, say, whenSeen } = figureIn(scope);
  let at = 0;
  let seed = 0;
  /** @type {import("./one_round.js").Round | undefined} */
  let round;

  const buttons = STEPS.map((step, place) => {
    const [player, number] = [step[0].toUpperCase(), step[1]];
    const button = make("button", { type: "button", textContent: `${player}${number}` });
    button.addEventListener("click", () => go(place));
    find(".list").append(make("li", {}, button));
    return button;
  });

  function show() {
    if (!round) return;
    const step = STEPS[at];
    buttons.forEach((button, place) => {
      if (place === at) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    const does = partsAt(step);
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (plate.querySelectorAll("[data-part]"))) {
      part.dataset.does = does[part.dataset.part ?? ""] ?? "";
    }
    find(".said").textContent = say(step, numbersOf(round, say));
    const moves = step === "d3" ? round.dStep : step === "g6" ? round.gStep : { d: 0, g: 0 };
    find(".move-d").textContent = say("moved_d", { by: moveText(moves.d) });
    find(".move-g").textContent = say("moved_g", { by: moveText(moves.g) });
    find(".back").disabled = !at;
    find(".next").disabled = at === STEPS.length - 1;
  }

  function go(to) {
    at = to;
    show();
  }

  function play() {
    round = playRound(seed);
    go(0);
  }

  find(".back").addEventListener("click", () => go(at - 1));
  find(".next").addEventListener("click", () => go(at + 1));
  find(".anew").addEventListener("click", () => {
    seed += 1;
    play();
  });
  whenSeen(play);
  return dispose;
}

const moveText = (by) => (by ? written(by, 3) : "0");

/** Write the numbers of a round that the steps' sentences name. */
function numbersOf(round, say) {
  const pair = (values) => `(${values.map((value) => written(value)).join(", ")})`;
  const share = (belief) => percentText(say, belief);
  return {
    x: pair(round.real),
    z: pair(round.z),
    fake: pair(round.fake),
    fake_after: pair(round.fakeAfter),
    real_score: share(round.before.real),
    fake_score: share(round.before.fake),
    real_loss: written(-Math.log(round.before.real)),
    fake_loss: written(-Math.log(1 - round.before.fake)),
    loss_d: written(round.lossD),
    real_later: share(round.after.real),
    fake_later: share(round.after.fake),
    loss_g: written(round.lossG),
    slope: pair(round.slope),
    fooled: share(round.scoreAfter),
  };
}
