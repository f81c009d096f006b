import assert from "node:assert/strict";
import { test } from "node:test";

import { askNewest, askPatiently } from "../../../../ui/kit/runtime/latest.js";

/** A server that answers when it is told to, and what was shown of its answers. */
function setUp(signal) {
  const asked = [];
  const shown = [];
  const answers = [];
  const live = askNewest(
    (question) => {
      asked.push(question);
      return new Promise((resolve) => answers.push({ resolve }));
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

/** Let pauses pass without waiting for them: gives a function that lets what was asked go on, for some seconds. */
function inNoTime(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  return async (seconds) => {
    for (let tenth = 0; tenth < 10 * seconds; tenth++) {
      context.mock.timers.tick(100);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  };
}

/** Ask live of a server that answers with what `reply` gives for each question. */
function asking(reply) {
  const asked = [];
  const shown = [];
  const live = askNewest(
    async (question) => (asked.push(question), reply(question, asked.length)),
    (answer, question) => shown.push([answer, question]),
  );
  return { live, asked, shown };
}

test("an answer that has not come after some tries, within three seconds, is shown as lost", async (context) => {
  const pass = inNoTime(context);
  const { live, asked, shown } = asking(() => undefined);
  live.ask(1);
  await pass(1);
  assert.deepEqual(shown, []);
  await pass(2);
  assert.deepEqual(shown, [[{ ok: false, lost: true }, 1]]);
  const tries = asked.length;
  assert.ok(tries > 2);
  await pass(10);
  assert.equal(asked.length, tries);
});

test("a failure is no answer either", async (context) => {
  const pass = inNoTime(context);
  const { live, shown } = asking(() => Promise.reject(new Error("busy")));
  live.ask(1);
  await pass(3);
  assert.deepEqual(shown, [[{ ok: false, lost: true }, 1]]);
});

test("a busy server is asked again, and nobody hears of it", async (context) => {
  const pass = inNoTime(context);
  const { live, shown } = asking((question, count) => (count < 3 ? undefined : question));
  live.ask(1);
  await pass(3);
  assert.deepEqual(shown, [[1, 1]]);
});

test("what is asked again is the newest question", async (context) => {
  const pass = inNoTime(context);
  const { live, asked, shown } = asking((question, count) => (count < 2 ? undefined : question));
  live.ask(1);
  await pass(0.1);
  live.ask(2);
  await pass(3);
  assert.deepEqual(asked, [1, 2]);
  assert.deepEqual(shown, [[2, 2]]);
});

test("what is forgotten while a server is busy is not asked again", async (context) => {
  const pass = inNoTime(context);
  const { live, asked, shown } = asking(() => undefined);
  live.ask(1);
  await pass(0.1);
  live.forget();
  await pass(10);
  assert.deepEqual([asked, shown], [[1], []]);
});

test("a single question has the same patience", async (context) => {
  const pass = inNoTime(context);
  let count = 0;
  let found;
  askPatiently(() => (++count < 3 ? null : "here")).then((answer) => (found = answer));
  await pass(3);
  assert.deepEqual([found, count], ["here", 3]);
  askPatiently(() => Promise.reject(new Error("busy"))).then((answer) => (found = answer));
  await pass(3);
  assert.equal(found, undefined);
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
