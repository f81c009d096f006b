/* Asks models of the engine: {files: {name: path}, calls: [[name, method, …arguments]]} → an answer for each call. */

import { readFileSync } from "node:fs";

import { build } from "../../../ui/engine/models.js";
import { energyGradient, refining } from "../../../ui/engine/networks/refine.js";
import { instantiate } from "../../../ui/engine/wasm.js";

const ENGINE = new URL("../../../ui/engine/engine.wasm", import.meta.url);

export async function run({ files, calls }) {
  const wasm = await instantiate(readFileSync(ENGINE));
  const models = {};
  for (const [name, path] of Object.entries(files)) {
    const bytes = readFileSync(path);
    models[name] = build(wasm, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }
  const typed = (given) => (Array.isArray(given) ? Float32Array.from(given) : given);
  return calls.map(([name, method, ...given]) => {
    const [model, values] = [models[name], given.map(typed)];
    if (method === "energyGradient") return energyGradient(model, values[0], values[1]);
    if (method === "refine") return last(refining(model, values[0], given[1]));
    return model[method](...values);
  });
}

/** Run a generator to its end. */
function last(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
