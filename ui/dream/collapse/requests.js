/* Samples from the server, counted and compared: those of each model and seed are asked for once. */

import { language } from "../../kit/runtime/language.js";
import { askPatiently } from "../../kit/runtime/latest.js";

/** Prepare the requests.
    @param {any} server */
export function surveyRequests(server) {
  /** @type {Map<string, Promise<any>>} */
  const answers = new Map(); // by "model seed"
  return {
    /** Ask for the samples of a model and a seed.
        @param {string} model
        @param {number} seed
        @returns {Promise<any>} the answer, or undefined where none came */
    get(model, seed) {
      const key = `${model} ${seed}`;
      const known = answers.get(key);
      if (known) return known;
      const answer = askPatiently(() => server.survey_samples({ lang: language, model, seed }));
      answers.set(key, answer);
      return answer;
    },
    /** Have the same samples asked for anew the next time.
        @param {string} model
        @param {number} seed */
    forget(model, seed) {
      answers.delete(`${model} ${seed}`);
    },
  };
}
