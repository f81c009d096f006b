/* Human or forger? Ten digits are drawn, each is paired with a forgery, and somebody tells the hands apart. */

import { complainIn } from "../../kit/controls/draggable_plane.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { layOutDrawing } from "./draw_step.js";
import { layOutGuessing, layOutReady } from "./guess_step.js";
import { layOutEnd } from "./results.js";
import { layOutStart } from "./start_step.js";

/** Bring the game to life.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const within = (step) => finder(find(`.step.${step}`));
  const fold = find("details");
  const kept = keptFromLastPage.game ?? {};
  /** @type {any} a Game, see rules.js; null before it begins */
  let game = kept.game ?? null;
  const current = () => game;
  const complain = complaints(find, say);

  const start = layOutStart(within("start"), say, server, props, { complain, begun }, signal);
  const options = { current, examples: props.examples, complain, done: allDrawn };
  const drawing = layOutDrawing(within("draw"), say, server, options, signal);
  const ready = layOutReady(within("ready"), say, {
    chosen: (guesser) => (game.guesser = guesser),
    go() {
      game.step = "guess";
      show();
      guessing.focus();
    },
  });
  const guessing = layOutGuessing(within("guess"), say, current, () => {
    show();
    find(".again").focus({ preventScroll: true });
  });
  const steps = { draw: drawing.show, ready: ready.show, guess: guessing.show, end: layOutEnd(find, say) };

  function show() {
    const now = game?.step ?? "start";
    for (const step of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll(".step"))) {
      step.hidden = !step.classList.contains(now);
    }
    steps[now]?.(game);
  }

  function begun(next) {
    game = next;
    drawing.renew();
    show();
    if (game.step === "draw") drawing.focus();
    else ready.focus();
  }

  function allDrawn() {
    show();
    ready.focus();
  }

  function quit() {
    drawing.forget();
    complain({ ok: true });
    game = null;
    show();
    start.focus();
  }

  for (const button of element.querySelectorAll(".quit, .again")) button.addEventListener("click", quit);
  fold.classList.toggle("blank", !props.models.length);
  find(".why").textContent = say("no_gan", { names: props.wanted.join(say("comma")) });
  fold.open = kept.open ?? false;
  show();
  keepForNextPage("game", () => ({ open: fold.open, game }), signal);
  return dispose;
}

/** Make a function that says what is wrong with an answer; where none came, a button calls `retry`. */
function complaints(find, say) {
  let retryLast = () => {};
  const complain = complainIn(find(".lost"), say, () => retryLast());
  return (answer, retry = () => {}) => {
    retryLast = retry;
    complain(answer);
  };
}
