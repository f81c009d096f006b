/* Where the networks and the filter run: on the server or in this browser, by the visitor's choice or by what is quicker.
   The page's foot says which, and what the other costs. */

import { isWanted, modeIn } from "../engine/page/when.js";
import { workerClient } from "../engine/page/worker_client.js";
import { language } from "../kit/runtime/language.js";
import { nearer } from "../kit/runtime/routing.js";
import { showChoice } from "./compute_line.js";

/** @typedef {import("../engine/types").Manifest} Manifest */

/** Take over the page's questions.
    @param {Manifest} manifest engine.json */
export function begin(manifest) {
  let mode = modeIn(location.search);
  const seen = {
    saveData: /** @type {any} */ (navigator).connection?.saveData === true,
    milliseconds: /** @type {number[]} */ ([]),
    refused: false,
  };
  /** @type {ReturnType<typeof workerClient> | undefined} */
  let client;
  /** @type {Set<string>} functions that the worker answers; none until it is ready */
  let near = new Set();
  let away = false; // whether the server's last answer did not come
  const show = showChoice(manifest, language, choose);

  /** @type {import("../kit/runtime/routing.js").Take} */
  nearer.take = async (name, from, question, direct) => {
    const answer = near.has(name) ? await client?.ask(name, from, question) : undefined;
    return answer === undefined ? ask(name, question, direct) : answer;
  };

  /** Ask the server, and learn how near it is. */
  async function ask(name, question, direct) {
    const began = performance.now();
    const answer = await Promise.resolve(direct(question)).catch(() => undefined);
    if (manifest.live.includes(name) && answer?.ok) seen.milliseconds.push(performance.now() - began);
    seen.refused ||= answer === undefined;
    if (away !== (answer === undefined)) {
      away = answer === undefined;
      if (near.size) show(away ? "away" : "browser");
    }
    if (!client && isWanted(mode, seen)) fetchEngine();
    return answer;
  }

  function fetchEngine() {
    performance.mark("engine-begin");
    show("loading", 0);
    const base = new URL("inkspace/", document.baseURI).href;
    client = workerClient(
      () => new Worker(new URL(manifest.worker, base)),
      { manifest, base },
      {
        progress: (share) => near.size || show("loading", share),
        ready(names) {
          near = new Set(names);
          performance.mark("engine-ready");
          show("browser");
        },
        failed() {
          near = new Set();
          mode = "server";
          client = undefined;
          show("failed");
        },
      },
    );
  }

  /** Take the visitor's choice, and keep it in the address. */
  function choose(wanted) {
    const address = new URL(location.href);
    address.searchParams.set("engine", wanted);
    history.replaceState(history.state, "", address);
    mode = wanted;
    if (wanted === "browser") return client ?? fetchEngine();
    client?.end();
    client = undefined;
    near = new Set();
    show("server");
  }

  show("server");
  if (isWanted(mode, seen)) fetchEngine();
}
