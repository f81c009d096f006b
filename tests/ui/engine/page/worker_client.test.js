import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { workerClient } from "../../../../ui/engine/page/worker_client.js";

const TOLD = /** @type {any} */ ({ manifest: {}, base: "http://localhost/inkspace/" });

/** A client of a worker that the test plays. */
function played() {
  const heard = [];
  const news = [];
  const worker = { postMessage: (message) => heard.push(message), terminate: () => (worker.gone = true), gone: false };
  const tell = (name) => (what) => news.push([name, what]);
  const client = workerClient(() => /** @type {any} */ (worker), TOLD, {
    progress: tell("progress"),
    ready: tell("ready"),
    failed: tell("failed"),
  });
  const say = (data) => /** @type {any} */ (worker).onmessage({ data });
  return { client, worker, heard, news, say };
}

test("answers come back to those who asked, in whatever order", async () => {
  const { client, heard, say } = played();
  const [a, b] = [client.ask("draw", 1, "a"), client.ask("draw", 1, "b")];
  say({ id: heard[2].id, answer: "to b" });
  say({ id: heard[1].id, answer: "to a" });
  assert.deepEqual(await Promise.all([a, b]), ["to a", "to b"]);
  client.end();
});

test("a worker that cannot be started leaves all to the server", async () => {
  const news = [];
  const client = workerClient(
    () => {
      throw new Error("forbidden by a policy");
    },
    TOLD,
    { progress() {}, ready() {}, failed: (why) => news.push(why) },
  );
  await Promise.resolve();
  assert.match(news[0], /policy/);
  assert.equal(await client.ask("draw", 1, "a"), undefined);
});

test("a worker that breaks in the middle leaves what it owes to the server", async () => {
  const { client, worker, news } = played();
  const owed = client.ask("draw", 1, "a");
  /** @type {any} */ (worker).onerror({ message: "out of memory" });
  assert.equal(await owed, undefined);
  assert.deepEqual(news, [["failed", "out of memory"]]);
  assert.equal(worker.gone, true);
});

test("a worker that falls silent is asked whether it lives, and given up where it does not", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { client, heard, news } = played();
  const owed = client.ask("draw", 1, "a");
  mock.timers.tick(1500);
  assert.deepEqual(heard.at(-1), { ping: true });
  mock.timers.tick(1500);
  assert.equal(await owed, undefined);
  assert.equal(news[0][0], "failed");
  mock.timers.reset();
});

test("a worker that is slow but says that it lives is waited for", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { client, heard, news, say } = played();
  const owed = client.ask("draw", 1, "a");
  for (let times = 0; times < 4; times++) {
    mock.timers.tick(1500);
    say({ alive: true });
  }
  say({ id: heard[1].id, answer: "late" });
  assert.equal(await owed, "late");
  assert.deepEqual(news, []);
  client.end();
  mock.timers.reset();
});
