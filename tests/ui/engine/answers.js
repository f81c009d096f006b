/* Asks the worker's answers: {tabs, weights: {name: path}, settings, questions: [[name, question]]} → an answer for each. */

import { readFileSync } from "node:fs";

import { drawAnswers } from "../../../ui/draw/answers.js";
import { dreamAnswers } from "../../../ui/dream/answers.js";
import { build } from "../../../ui/engine/models.js";
import { Elsewhere } from "../../../ui/engine/requests.js";
import { instantiate } from "../../../ui/engine/wasm.js";

const ENGINE = new URL("../../../ui/engine/engine.wasm", import.meta.url);

export async function run({ weights, settings, questions }) {
  const wasm = await instantiate(readFileSync(ENGINE));
  const models = new Map();
  for (const [name, path] of Object.entries(weights)) {
    const bytes = readFileSync(path);
    models.set(name, build(wasm, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)));
  }
  const engine = { wasm, models, settings };
  const answers = { ...drawAnswers(engine), ...dreamAnswers(engine) };
  return questions.map(([name, question]) => answered(answers[name], question));
}

/** Run an answer to its end; null where the server has to give it. */
export function answered(answer, question) {
  try {
    const found = answer(question);
    if (typeof found?.next !== "function") return found ?? null;
    for (;;) {
      const { done, value } = found.next();
      if (done) return value ?? null;
    }
  } catch (error) {
    if (error instanceof Elsewhere) return null;
    throw error;
  }
}
