/* Choices that hold for both sheets: the VAE, a second one beside it, whether to polish, whether to look closer. */

import { channel } from "../kit/runtime/channels.js";
import { keepForNextPage, keptFromLastPage } from "../kit/runtime/visit.js";

/** Channels of the choices; models: names of the VAEs that are there, the preferred one first. */
export function drawChoices(models) {
  const kept = keptFromLastPage.choices ?? {};
  const begin = (name, value) => {
    const choice = channel(name);
    if (choice.value === undefined) choice.set(value);
    return choice;
  };
  const choices = {
    model: begin("draw-model", models.includes(kept.model) ? kept.model : models[0]),
    beside: begin("draw-beside", models.includes(kept.beside) ? kept.beside : null), // a VAE, or null
    polish: begin("draw-polish", kept.polish ?? true),
    closer: begin("draw-closer", kept.closer ?? false),
  };
  keepForNextPage("choices", () =>
    Object.fromEntries(Object.entries(choices).map(([name, { value }]) => [name, value])),
  );
  return choices;
}
