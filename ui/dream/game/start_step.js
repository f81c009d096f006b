/* The beginning of the game: who forges, whose hand plays against the forger. */

import { channel } from "../../kit/runtime/channels.js";
import { language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { make } from "../make.js";
import { newGame } from "./rules.js";

/** Prepare the step.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {any} server
    @param {{models: string[], mnist: boolean}} props models that can forge; whether MNIST's digits can take the place
      of drawing
    @param {object} calls
    @param {(answer: any, retry: () => void) => void} calls.complain says whether an answer failed
    @param {(game: import("./rules.js").Game) => void} calls.begun called with the new game
    @param {AbortSignal} signal */
export function layOutStart(find, say, server, { models, mnist }, { complain, begun }, signal) {
  const button = find(".begin");
  const forger = layOutChoice(find(".forger"), "forger", models, (model) => say(`model_${model}`));
  const hands = mnist ? ["drawn", "mnist"] : ["drawn"];
  const hand = layOutChoice(find(".hand"), "hand", hands, (value) => say(`hand_${value}`));

  const dealing = askNewest(
    (question) => server.deal_rounds({ lang: language, ...question }),
    (answer, question) => {
      button.disabled = false;
      complain(answer, begin);
      if (answer.ok) begun(newGame(answer, question.model, question.hand));
    },
    signal,
  );

  function begin() {
    button.disabled = true;
    const seed = crypto.getRandomValues(new Uint32Array(1))[0];
    dealing.ask({ model: forger.value, hand: hand.value, seed });
  }

  button.addEventListener("click", begin);
  const follow = (model) => models.includes(model) && (forger.value = model);
  channel("dream-model").subscribe(follow, signal);
  return {
    focus() {
      button.focus({ preventScroll: true });
    },
  };
}

/** Lay out radio buttons in a fieldset, which is hidden where there is nothing to choose; `value` is the one chosen. */
function layOutChoice(fieldset, name, values, textOf) {
  for (const value of values) {
    fieldset.append(make("label", {}, make("input", { type: "radio", name, value }), textOf(value)));
  }
  fieldset.querySelector("input")?.click();
  fieldset.hidden = values.length < 2;
  return {
    get value() {
      return fieldset.querySelector(":checked").value;
    },
    set value(value) {
      fieldset.querySelector(`[value="${value}"]`).checked = true;
    },
  };
}
