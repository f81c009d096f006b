/* Human or forger? Ten digits are drawn, each is paired with a forgery, and somebody tells the hands apart. */

import { finder } from "../../kit/runtime/find.js";
import { complainIn } from "../../kit/controls/draggable_plane.js";
import { bare } from "../../kit/drawing/sheet.js";
import { deskIn } from "../../kit/drawing/sheet_tools.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { SIDE, gameEnd } from "./results.js";
import { newGame, nextPair } from "./rules.js";

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const steps = Object.fromEntries(
    [...element.querySelectorAll(".step")].map((step) => [
      step.classList[1],
      { step, find: (s) => step.querySelector(s) },
    ]),
  );
  const { start, draw, ready, guess } = steps;
  const kept = keptFromLastPage.game ?? {};
  const complain = complainIn(find(".lost"), say, () => again());
  const showEnd = gameEnd(find, say);
  let game = kept.game ?? null; // see newGame
  let again = () => {}; // what a lost server is asked once more
  let doubted = null; // the answer for a drawing that reads as another digit, until it is kept or changed

  // --- steps ---------------------------------------------------------------------------------------------------

  function show() {
    const now = game?.step ?? "start";
    for (const [name, { step }] of Object.entries(steps)) step.hidden = name !== now;
    ({ draw: showDraw, ready: showReady, guess: showGuess, end: () => showEnd(game) })[now]?.();
  }

  function go(step) {
    game.step = step;
    show();
  }

  function showAbsent(place) {
    const digits = game.absent.join(say("comma"));
    place.textContent = digits ? say("absent", { digits, tried: game.tried, model: say(`model_${game.model}`) }) : "";
  }

  function showDraw() {
    const { digit } = game.rounds[game.drawn];
    draw.find(".progress").textContent = say("round", { round: game.drawn + 1 });
    draw.find("h3").textContent = say("draw", { digit });
    draw.find(".invitation").textContent = digit;
    draw.find(".absent").hidden = game.drawn > 0; // said once
    showAbsent(draw.find(".absent"));
    settleNext();
  }

  function showReady() {
    ready.find("h3").textContent = say(game.hand === "drawn" ? "ready_drawn" : "ready_mnist");
    ready.find("p").textContent = say("ready_hint", { model: say(`model_${game.model}`) });
    showAbsent(ready.find(".absent"));
    ready.find(`[value=${game.guesser}]`).checked = true;
  }

  function showGuess() {
    guess.find(".progress").textContent = say("round", { round: game.guesses.length + 1 });
    const canvases = guess.step.querySelectorAll("canvas");
    nextPair(game).forEach(({ picture }, at) => paintInk(canvases[at], fromBase64(picture), SIDE));
    guess.find(".back").disabled = !game.guesses.length;
  }

  // --- start ---------------------------------------------------------------------------------------------------

  function choices(place, name, values, text) {
    for (const value of values) {
      const label = document.createElement("label");
      label.append(Object.assign(document.createElement("input"), { type: "radio", name, value }), text(value));
      place.append(label);
    }
    place.querySelector("input")?.click();
    place.hidden = values.length < 2;
    return {
      get value() {
        return place.querySelector(":checked").value;
      },
      set value(value) {
        place.querySelector(`[value="${value}"]`).checked = true;
      },
    };
  }

  const forger = choices(start.find(".forger"), "forger", props.models, (model) => say(`model_${model}`));
  const hands = props.mnist ? ["drawn", "mnist"] : ["drawn"];
  const hand = choices(start.find(".hand"), "hand", hands, (value) => say(`hand_${value}`));
  channel("dream-model").subscribe((model) => props.models.includes(model) && (forger.value = model));

  const dealing = askNewest(
    (question) => server.deal_rounds({ lang: language, ...question }),
    (answer, { model, hand: asked }) => {
      start.find(".begin").disabled = false;
      complain(answer);
      if (!answer.ok) return;
      game = newGame(answer, model, asked);
      ink.renew();
      show();
      if (game.step === "draw") draw.find("canvas").focus({ preventScroll: true });
      else ready.find(".go").focus({ preventScroll: true });
    },
  );

  function begin() {
    again = begin;
    start.find(".begin").disabled = true;
    const seed = crypto.getRandomValues(new Uint32Array(1))[0];
    dealing.ask({ model: forger.value, hand: hand.value, seed });
  }

  function quit() {
    judging.forget();
    complain({ ok: true });
    game = null;
    show();
    start.find(".begin").focus({ preventScroll: true });
  }

  start.find(".begin").addEventListener("click", begin);
  for (const button of element.querySelectorAll(".quit, .again")) button.addEventListener("click", quit);

  // --- drawing -------------------------------------------------------------------------------------------------

  const ink = deskIn(draw.find(".desk"), () => {
    doubted = null;
    judging?.forget();
    if (game?.step === "draw") settleNext();
  });

  const judging = askNewest(
    (question) => server.judge_drawing({ lang: language, ...question }),
    (answer, { digit }) => {
      complain(answer);
      if (!answer.ok) return settleNext();
      if (answer.reads_as === digit) return keep(answer);
      doubted = answer;
      settleNext();
    },
  );

  function settleNext() {
    draw.find(".next").disabled = bare(ink.sheet);
    const last = game.drawn === game.rounds.length - 1;
    draw.find(".next").textContent = say(doubted ? "keep" : last ? "done" : "next");
    const { digit } = game.rounds[game.drawn];
    draw.find(".doubt").textContent = doubted ? say("doubt", { read: doubted.reads_as, digit }) : "";
  }

  function next() {
    if (bare(ink.sheet)) return;
    if (doubted) return keep(doubted);
    again = next;
    draw.find(".next").disabled = true;
    const { digit, pen } = game.rounds[game.drawn];
    judging.ask({ model: game.model, digit, pen, strokes: ink.sheet.strokes });
  }

  function keep({ frame, score }) {
    Object.assign(game.rounds[game.drawn], { human: frame, human_score: score });
    game.drawn += 1;
    doubted = null;
    if (game.drawn === game.rounds.length) {
      go("ready");
      ready.find(".go").focus({ preventScroll: true });
      return;
    }
    ink.renew();
    show();
    draw.find("canvas").focus({ preventScroll: true });
  }

  draw.find(".next").addEventListener("click", next);
  draw.find("canvas").addEventListener("keydown", (event) => event.key === "Enter" && next());
  draw
    .find(".example")
    .addEventListener("click", () => ink.put({ strokes: props.examples[game.rounds[game.drawn].digit] }));

  // --- telling apart -------------------------------------------------------------------------------------------

  function pick(side) {
    game.guesses.push(nextPair(game)[side].human);
    if (game.guesses.length < game.rounds.length) return showGuess();
    go("end");
    find(".again").focus({ preventScroll: true });
  }

  ready.find(".guesser").addEventListener("change", (event) => (game.guesser = event.target.value));
  ready.find(".go").addEventListener("click", () => {
    go("guess");
    guess.find(".pair").focus({ preventScroll: true });
  });
  guess.step.querySelectorAll(".pick").forEach((button, side) => button.addEventListener("click", () => pick(side)));
  guess.find(".back").addEventListener("click", () => {
    game.guesses.pop();
    showGuess();
  });
  guess.step.addEventListener("keydown", (event) => {
    const side = { ArrowLeft: 0, ArrowRight: 1 }[event.key];
    if (side === undefined || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    pick(side);
  });

  fold.classList.toggle("blank", !props.models.length);
  find(".why").textContent = say("no_gan", { names: props.wanted.join(say("comma")) });
  fold.open = kept.open ?? false;
  show();
  keepForNextPage("game", () => ({ open: fold.open, game }));
}
