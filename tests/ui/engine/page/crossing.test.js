import assert from "node:assert/strict";
import { test } from "node:test";

import { crossing } from "../../../../ui/engine/page/crossing.js";

/** A crossing whose worker the test plays. */
function played(options = {}) {
  const states = [];
  const workers = [];
  const start = (news) => {
    const worker = { news, ended: false, ask: async (_name, _from, question) => worker.answer?.(question) };
    workers.push(Object.assign(worker, { end: () => (worker.ended = true) }));
    return worker;
  };
  const show = (state) => states.push(state);
  const made = crossing({ live: ["draw"], mode: "auto", saveData: false, start, show, ...options });
  return { ...made, states, workers };
}

const byServer = async (question) => ({ ok: true, by: "server", question });
const byWorker = (question) => ({ ok: true, by: "worker", question });

test("the server answers until the worker is ready, and the worker from then on", async () => {
  const { take, workers, states } = played({ mode: "browser" });
  assert.equal((await take("draw", 1, "a", byServer)).by, "server");
  workers[0].answer = byWorker;
  workers[0].news.ready(["draw"]);
  assert.equal((await take("draw", 1, "b", byServer)).by, "worker");
  assert.deepEqual(states, ["server", "loading", "browser"]);
});

test("what the worker does not know goes to the server", async () => {
  const { take, workers } = played({ mode: "browser" });
  workers[0].answer = byWorker;
  workers[0].news.ready(["draw"]);
  assert.equal((await take("save", 1, "a", byServer)).by, "server");
});

test("what the worker cannot answer, the server answers within the same call", async () => {
  const { take, workers } = played({ mode: "browser" });
  workers[0].answer = () => undefined;
  workers[0].news.ready(["draw"]);
  assert.equal((await take("draw", 1, "a", byServer)).by, "server");
});

test("a worker that fails leaves all to the server, and is not started again unasked", async () => {
  const { take, choose, workers, states } = played({ mode: "browser" });
  workers[0].news.ready(["draw"]);
  workers[0].news.failed("out of memory");
  assert.equal((await take("draw", 1, "a", byServer)).by, "server");
  assert.equal(states.at(-1), "failed");
  assert.equal(workers.length, 1);
  choose("browser");
  assert.equal(workers.length, 2);
});

test("a server that gives no answer brings the worker", async () => {
  const { take, workers } = played();
  assert.equal(
    await take("draw", 1, "a", async () => {
      throw new Error("refused");
    }),
    undefined,
  );
  assert.equal(workers.length, 1);
});

test("a slow server brings the worker after three answers", async () => {
  let now = 0;
  const { take, workers } = played({ clock: () => (now += 100) });
  for (const question of ["a", "b", "c"]) await take("draw", 1, question, byServer);
  assert.equal(workers.length, 1);
});

test("answers that take long wherever they are computed say nothing of the way", async () => {
  let now = 0;
  const { take, workers } = played({ clock: () => (now += 1000) });
  for (const question of ["a", "b", "c"]) await take("save", 1, question, byServer);
  assert.equal(workers.length, 0);
});

test("the page says that the server is away, and when it is back", async () => {
  const { take, workers, states } = played({ mode: "browser" });
  workers[0].news.ready(["draw"]);
  await take("save", 1, "a", async () => undefined);
  await take("save", 1, "b", byServer);
  assert.deepEqual(states.slice(-3), ["browser", "away", "browser"]);
});

test("in a thousand switches every question gets its own answer", async () => {
  const { take, choose, workers } = played({ mode: "browser" });
  const later = (by) => async (question) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    return { ok: true, by, question };
  };
  const asked = [];
  const wrong = [];
  for (let at = 0; at < 1000; at++) {
    const dice = Math.random();
    if (dice < 0.3) choose("browser");
    else if (dice < 0.5) choose("server");
    else if (dice < 0.6) workers.at(-1).news.failed("killed");
    const worker = workers.at(-1);
    worker.answer ??= Math.random() < 0.2 ? () => undefined : later("worker");
    if (Math.random() < 0.7 && !worker.ended) worker.news.ready(["draw"]);
    asked.push(take("draw", 1, at, later("server")).then((answer) => answer.question === at || wrong.push(at)));
    if (at % 10 === 0) await asked.at(-1);
  }
  await Promise.all(asked);
  assert.deepEqual(wrong, []);
});
