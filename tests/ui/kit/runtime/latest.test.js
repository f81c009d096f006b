import assert from "node:assert/strict";
import { test } from "node:test";

import { askNewest } from "../../../../ui/kit/runtime/latest.js";

/** A server that answers when it is told to, and what was shown of its answers. */
function setUp(signal) {
  const asked = [];
  const shown = [];
  const answers = [];
  const live = askNewest(
    (question) => {
      asked.push(question);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    (answer, question, last) => shown.push([answer, question, last]),
    signal,
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    live,
    asked,
    shown,
    async answer(value) {
      answers.shift().resolve(value);
      await settled();
    },
    async fail() {
      answers.shift().reject(new Error("lost"));
      await settled();
    },
  };
}

test("one question is in flight, and after it the newest alone", async () => {
  const { live, asked, shown, answer } = setUp();
  for (const question of [1, 2, 3]) live.ask(question);
  assert.deepEqual(asked, [1]);
  await answer("one");
  assert.deepEqual(asked, [1, 3]);
  await answer("three");
  assert.deepEqual(shown, [
    ["one", 1, false],
    ["three", 3, true],
  ]);
});

test("after the last answer the next question is asked at once", async () => {
  const { live, asked, answer } = setUp();
  live.ask(1);
  await answer("one");
  live.ask(2);
  assert.deepEqual(asked, [1, 2]);
});

test("an answer that does not come is shown as lost", async () => {
  const { live, shown, fail, answer } = setUp();
  live.ask(1);
  await fail();
  live.ask(2);
  await answer(undefined);
  const lost = { ok: false, lost: true };
  assert.deepEqual(shown, [
    [lost, 1, true],
    [lost, 2, true],
  ]);
});

test("what is forgotten is neither shown nor asked", async () => {
  const { live, asked, shown, answer } = setUp();
  live.ask(1);
  live.ask(2);
  live.forget();
  await answer("one");
  assert.deepEqual([asked, shown], [[1], []]);
});

test("a question after forgetting waits for the answer under way, and is shown", async () => {
  const { live, asked, shown, answer } = setUp();
  live.ask(1);
  live.forget();
  live.ask(2);
  assert.deepEqual(asked, [1]);
  await answer("one");
  await answer("two");
  assert.deepEqual([asked, shown], [[1, 2], [["two", 2, true]]]);
});

test("zero, false and null are questions", async () => {
  const { live, asked, answer } = setUp();
  for (const question of [0, false, null]) {
    live.ask(question);
    await answer("yes");
  }
  assert.deepEqual(asked, [0, false, null]);
});

test("once its signal has aborted nothing is shown or asked", async () => {
  const ending = new AbortController();
  const { live, asked, shown, answer } = setUp(ending.signal);
  live.ask(1);
  live.ask(2);
  ending.abort();
  await answer("one");
  live.ask(3);
  assert.deepEqual([asked, shown], [[1], []]);
});
