/* What the Draw tab's servers answer, computed in the browser. */

import { squareAnswers } from "./four_corners/answers.js";
import { mapAnswers } from "./latent_map/answers.js";
import { unitAnswers } from "./latent_sliders/answers.js";
import { morphAnswers } from "./morph/answers.js";
import { padAnswers } from "./pad/answers.js";

/** @param {import("../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function drawAnswers(engine) {
  const parts = [padAnswers, morphAnswers, squareAnswers, unitAnswers, mapAnswers];
  return Object.assign({}, ...parts.map((part) => part(engine)));
}
