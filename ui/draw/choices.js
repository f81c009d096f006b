/* Choices that hold for both sheets: the VAE, a second one beside it, whether to polish, whether to look closer. */

import { channel } from "../kit/runtime/channels.js";
import { keepForNextPage, keptFromLastPage } from "../kit/runtime/visit.js";

/** Return what the choices begin with: what the page before left, as far as its models are here.
    @param {string[]} models names of the VAEs that are there, the preferred one first
    @param {{model?: any, beside?: any, polish?: boolean, closer?: boolean}} kept
    @returns {{model: string, beside: string | null, polish: boolean, closer: boolean}} */
export function firstChoices(models, kept) {
  return {
    model: models.includes(kept.model) ? kept.model : models[0],
    beside: models.includes(kept.beside) ? kept.beside : null,
    polish: kept.polish ?? true,
    closer: kept.closer ?? false,
  };
}

/** Return the channels of the choices, each with a value; they go along to the next page.
    @param {string[]} models names of the VAEs that are there, the preferred one first
    @returns {import("./types").Choices} */
export function drawChoices(models) {
  const first = firstChoices(models, keptFromLastPage.choices ?? {});
  const begun = (choice, value) => {
    if (choice.value === undefined) choice.set(value);
    return choice;
  };
  const choices = {
    model: begun(channel("draw-model"), first.model),
    beside: begun(channel("draw-beside"), first.beside),
    polish: begun(channel("draw-polish"), first.polish),
    closer: begun(channel("draw-closer"), first.closer),
  };
  keepForNextPage("choices", () =>
    Object.fromEntries(Object.entries(choices).map(([name, { value }]) => [name, value])),
  );
  return choices;
}
