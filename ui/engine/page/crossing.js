/* The crossing at which each question goes to the worker or to the server, and how the page comes to have a worker. */

import { isWanted } from "./when.js";

/** Which one computes, as the page shows it. @typedef {"server" | "loading" | "browser" | "away" | "failed"} State */

/** A worker, as ./worker_client.js makes it. @typedef {ReturnType<typeof import("./worker_client.js").workerClient>} Client */

/** Make the crossing.
    @param {object} surroundings
    @param {string[]} surroundings.live functions whose answers tell how near the server is
    @param {import("./when.js").Mode} surroundings.mode
    @param {boolean} surroundings.saveData whether the visitor pays for each byte
    @param {(news: import("./worker_client.js").News) => Client} surroundings.start starts a worker
    @param {(state: State, share?: number) => void} surroundings.show share: of what has come, 0…1
    @param {() => number} [surroundings.clock] ms
    @returns {{take: import("../../kit/runtime/routing.js").Take, choose: (mode: "browser" | "server") => void}} `choose`
      where to compute from now on */
export function crossing({ live, mode, saveData, start, show, clock = () => performance.now() }) {
  const seen = { saveData, milliseconds: /** @type {number[]} */ ([]), refused: false };
  /** @type {Client | undefined} */
  let client;
  /** @type {Set<string>} functions that the worker answers; none until it is ready */
  let near = new Set();
  let away = false; // whether the server's last answer did not come

  async function askServer(name, question, direct) {
    const began = clock();
    let answer;
    try {
      answer = (await direct(question)) ?? undefined;
    } catch {
      // As good as none.
    }
    if (live.includes(name) && answer?.ok) seen.milliseconds.push(clock() - began);
    seen.refused ||= answer === undefined;
    if (away !== (answer === undefined)) {
      away = !away;
      if (near.size) show(away ? "away" : "browser");
    }
    if (!client && isWanted(mode, seen)) begin();
    return answer;
  }

  function begin() {
    show("loading", 0);
    const mine = start({
      progress: (share) => mine === client && show("loading", share),
      ready(names) {
        near = new Set(names);
        show("browser");
      },
      failed() {
        leave("failed");
        mode = "server"; // until the visitor tries again
      },
    });
    client = mine;
  }

  function leave(state) {
    client?.end();
    client = undefined;
    near = new Set();
    show(state);
  }

  show("server");
  if (isWanted(mode, seen)) begin();
  return {
    async take(name, from, question, direct) {
      const answer = near.has(name) ? await client?.ask(name, from, question) : undefined;
      return answer === undefined ? askServer(name, question, direct) : answer;
    },
    choose(wanted) {
      mode = wanted;
      if (wanted === "server") leave("server");
      else if (!client) begin();
    },
  };
}
