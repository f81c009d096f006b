/* What the Dream tab's servers answer, computed in the browser. */

import { criticAnswers } from "./critic/answers.js";
import { gridAnswers } from "./grid/answers.js";
import { steerAnswers } from "./steer/answers.js";

/** @param {import("../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function dreamAnswers(engine) {
  return Object.assign({}, ...[gridAnswers, steerAnswers, criticAnswers].map((part) => part(engine)));
}
