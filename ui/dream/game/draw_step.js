/* Drawing the ten digits, one after the other. A drawing that reads as another digit is kept only if the visitor says
   so. */

import { bare } from "../../kit/drawing/sheet.js";
import { deskIn } from "../../kit/drawing/sheet_tools.js";
import { language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { takeDrawing } from "./rules.js";
import { absentText } from "./texts.js";

/** Prepare the step.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {any} server
    @param {object} options
    @param {() => import("./rules.js").Game | null} options.current gives the game
    @param {Record<number, import("../../kit/runtime/types").Stroke[]>} options.examples our own drawings, by digit
    @param {(answer: any, retry: () => void) => void} options.complain says whether an answer failed
    @param {() => void} options.done called when the last digit has been drawn
    @param {AbortSignal} signal */
export function layOutDrawing(find, say, server, { current, examples, complain, done }, signal) {
  const button = find(".next");
  const canvas = find("canvas");
  /** @type {any} */
  let doubted = null; // the answer for a drawing that reads as another digit, until it is kept or changed

  const judging = askNewest(
    (question) => server.judge_drawing({ lang: language, ...question }),
    (answer, { digit }) => {
      complain(answer, next);
      if (answer.ok && answer.reads_as === digit) return keep(answer);
      if (answer.ok) doubted = answer;
      settle();
    },
    signal,
  );
  const ink = deskIn(
    find(".desk"),
    () => {
      doubted = null;
      judging.forget();
      if (current()?.step === "draw") settle();
    },
    signal,
  );

  /** The game and its present round, while digits are being drawn. */
  function present() {
    const game = /** @type {import("./rules.js").Game} */ (current());
    return { game, round: game.rounds[game.drawn] };
  }

  function settle() {
    const { game, round } = present();
    const last = game.drawn === game.rounds.length - 1;
    button.disabled = bare(ink.sheet);
    button.textContent = say(doubted ? "keep" : last ? "done" : "next");
    find(".doubt").textContent = doubted ? say("doubt", { read: doubted.reads_as, digit: round.digit }) : "";
  }

  function show() {
    showRound(find, say, present());
    settle();
  }

  function next() {
    if (bare(ink.sheet)) return;
    if (doubted) return keep(doubted);
    button.disabled = true;
    const { game, round } = present();
    judging.ask({ model: game.model, digit: round.digit, pen: round.pen, strokes: ink.sheet.strokes });
  }

  function keep(drawing) {
    takeDrawing(present().game, drawing);
    doubted = null;
    if (current()?.step !== "draw") return done();
    ink.renew();
    show();
    focus();
  }

  function focus() {
    canvas.focus({ preventScroll: true });
  }

  button.addEventListener("click", next);
  canvas.addEventListener("keydown", (event) => event.key === "Enter" && next());
  find(".example").addEventListener("click", () => ink.put({ strokes: examples[present().round.digit] }));
  return {
    show,
    focus,
    /** Take a new sheet. */
    renew: ink.renew,
    /** Drop the drawing that is being judged. */
    forget: judging.forget,
  };
}

function showRound(find, say, { game, round }) {
  find(".progress").textContent = say("round", { round: game.drawn + 1 });
  find("h3").textContent = say("draw", { digit: round.digit });
  find(".invitation").textContent = round.digit;
  find(".absent").hidden = game.drawn > 0; // said once
  find(".absent").textContent = absentText(say, game);
}
