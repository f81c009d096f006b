/* Asks the engine as the page does: {settings, questions: [[name of a server function, question], …]} → the answers;
   null where the server is to be asked. */

import { readFileSync } from "node:fs";

import { instantiate } from "../../../ui/engine/wasm.js";
import { filterAnswers } from "../../../ui/filter/answers.js";
import { answered } from "../engine/answers.js";

const ENGINE = new URL("../../../ui/engine/engine.wasm", import.meta.url);

export async function run({ settings, questions }) {
  const wasm = await instantiate(readFileSync(ENGINE));
  const answers = filterAnswers({ wasm, models: { get: () => undefined }, settings: { filter: settings } });
  return questions.map(([name, question]) => answered(answers[name], question));
}
