/* The cards of all discriminators. */

import { verdictCard } from "./verdict_card.js";

/** Lay out a card for each model.
    @param {HTMLElement} list
    @param {import("../types").Say} say
    @param {object} props
    @param {string[]} props.models
    @param {string[]} props.labelled those whose discriminators know digits
    @param {Record<string, any>} props.percentiles of real digits and forgeries, by model: see verdictCard
    @param {object} calls
    @param {import("./verdict_card.js").LabelChoice} calls.choice which digit a discriminator is asked about
    @param {(model: string) => void} calls.forge called when a forgery of a model is wanted
    @param {AbortSignal} signal */
export function layOutCards(list, say, { models, labelled, percentiles }, { choice, forge }, signal) {
  const cards = new Map(
    models.map((model) => {
      const labels = labelled.includes(model) ? choice : null;
      const options = { say, known: percentiles[model], labels, forge: () => forge(model) };
      return [model, verdictCard(model, options, signal)];
    }),
  );
  list.append(...[...cards.values()].map(({ item }) => item));
  return {
    /** Show verdicts.
        @param {import("./verdict_card.js").Verdict[]} verdicts one for each model
        @param {Uint8Array} seen the drawing as the models see it, 784 grey bytes */
    show(verdicts, seen) {
      for (const verdict of verdicts) cards.get(verdict.model)?.show(verdict, seen);
    },
    /** Show that there is no drawing. */
    blank() {
      for (const card of cards.values()) card.blank();
    },
  };
}
