/* Telling the hands apart: who guesses, and then pair after pair. */

import { SIDE } from "../../kit/pictures/frames.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { nextPair, takeGuess } from "./rules.js";
import { absentText } from "./texts.js";

/** Prepare the step before the pairs.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {object} calls
    @param {(guesser: "self" | "friend") => void} calls.chosen called when somebody is to guess
    @param {() => void} calls.go called when the pairs are to be shown */
export function layOutReady(find, say, { chosen, go }) {
  find(".guesser").addEventListener("change", (event) => chosen(event.target.value));
  find(".go").addEventListener("click", go);
  return {
    /** @param {import("./rules.js").Game} game */
    show(game) {
      find("h3").textContent = say(game.hand === "drawn" ? "ready_drawn" : "ready_mnist");
      find("p").textContent = say("ready_hint", { model: say(`model_${game.model}`) });
      find(".absent").textContent = absentText(say, game);
      find(`[value=${game.guesser}]`).checked = true;
    },
    focus() {
      find(".go").focus({ preventScroll: true });
    },
  };
}

/** Prepare the pairs.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {() => import("./rules.js").Game} current gives the game
    @param {() => void} ended called after the last pair */
export function layOutGuessing(find, say, current, ended) {
  const pair = find(".pair");
  const buttons = [...pair.querySelectorAll(".pick")];

  function show() {
    const game = current();
    find(".progress").textContent = say("round", { round: game.guesses.length + 1 });
    nextPair(game).forEach(({ picture }, side) => {
      paintInk(buttons[side].querySelector("canvas"), fromBase64(picture), SIDE);
    });
    find(".back").disabled = !game.guesses.length;
  }

  function pick(side) {
    takeGuess(current(), side);
    if (current().step === "guess") show();
    else ended();
  }

  buttons.forEach((button, side) => button.addEventListener("click", () => pick(side)));
  find(".back").addEventListener("click", () => {
    current().guesses.pop();
    show();
  });
  pair.parentElement.addEventListener("keydown", (event) => {
    const side = { ArrowLeft: 0, ArrowRight: 1 }[event.key];
    if (side === undefined || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    pick(side);
  });
  return {
    show,
    focus() {
      pair.focus({ preventScroll: true });
    },
  };
}
