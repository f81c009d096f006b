/* Asks the engine for the figures of the chapter on Gabor wavelets: {settings, questions: [[name, question], …]} → the
   answers; null where the server is to be asked. */

import { readFileSync } from "node:fs";

import { instantiate } from "../../../../ui/engine/wasm.js";
import { gaborChapterAnswers } from "../../../../ui/learn/chapters/gabor/answers.js";
import { answered } from "../../engine/answers.js";

const ENGINE = new URL("../../../../ui/engine/engine.wasm", import.meta.url);

export async function run({ settings, questions }) {
  const wasm = await instantiate(readFileSync(ENGINE));
  const answers = gaborChapterAnswers({ wasm, models: { get: () => undefined }, settings: { gabor: settings } });
  return questions.map(([name, question]) => answered(answers[name], question));
}
