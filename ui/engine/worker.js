/* The worker: takes the page's questions, and answers what it can. Whatever it cannot, the server answers.

   From the page: {manifest, base} once; then {id, name, from, question}, and {ping} where it has been silent for long.
   To the page: {progress}, {ready: names of functions}, {failed: why}, {id, answer}, {alive}. */

import { download } from "./downloads.js";
import { build } from "./models.js";
import { Elsewhere } from "./requests.js";
import { turns } from "./turns.js";
import { instantiate } from "./wasm.js";

/** @typedef {(engine: import("./types").Engine) => {[name: string]: (question: any) => any}} Answers */

/** Run the worker.
    @param {Answers[]} tabs what each tab answers, by the names of the server's functions */
export function serve(tabs) {
  const { port1, port2 } = new MessageChannel();
  /** @type {() => void} */
  let again = () => {};
  port2.onmessage = () => again();
  const later = (run) => {
    again = run;
    port1.postMessage(null); // after the messages that have come meanwhile; a timer would wait longer
  };
  /** @type {{[name: string]: (question: any) => any}} */
  let answers = {};
  /** @type {ReturnType<typeof turns>} */
  let line;

  /** @param {{manifest: import("./types").Manifest, base: string}} told */
  async function begin({ manifest, base }) {
    const first = [manifest.wasm, ...manifest.first.map((name) => manifest.weights[name])];
    const total = first.reduce((sum, { bytes }) => sum + bytes, 0);
    let arrived = 0;
    const came = (bytes) => postMessage({ progress: (arrived += bytes) / total });
    const [code, ...files] = await Promise.all(first.map((file) => download(base, file, came)));
    const wasm = await instantiate(code);
    const models = shelf(wasm, manifest.weights, base);
    manifest.first.forEach((name, at) => models.put(name, files[at]));
    answers = Object.assign({}, ...tabs.map((tab) => tab({ wasm, models, settings: manifest.settings })));
    line = turns(manifest.outdated_by, later);
    postMessage({ ready: Object.keys(answers) });
  }

  globalThis.onmessage = ({ data }) => {
    if (data.manifest) begin(data).catch((error) => postMessage({ failed: String(error) }));
    else if (data.ping) postMessage({ alive: true });
    else {
      const { id, name, from, question } = data;
      line.add({ name, from, steps: steps(answers[name], question), done: (answer) => postMessage({ id, answer }) });
    }
  };
}

/** Run a function as a task of one or several steps.
    @param {(question: any) => any} answer gives an answer, or a generator that ends with one */
function* steps(answer, question) {
  try {
    const found = answer(question);
    return typeof found?.next === "function" ? yield* found : found;
  } catch (error) {
    if (error instanceof Elsewhere) return undefined;
    throw error;
  }
}

/** Keep models, and fetch those that are asked for and not here.
    @param {import("./wasm.js").Wasm} wasm
    @param {{[name: string]: import("./downloads.js").Listed}} weights
    @param {string} base */
function shelf(wasm, weights, base) {
  /** @type {Map<string, any>} name → model; undefined while it comes */
  const kept = new Map();
  return {
    get(name) {
      if (!kept.has(name) && weights[name]) {
        kept.set(name, undefined);
        download(base, weights[name]).then(
          (file) => this.put(name, file),
          () => kept.delete(name), // to be fetched again
        );
      }
      return kept.get(name);
    },
    put(name, file) {
      kept.set(name, build(wasm, file));
    },
  };
}
