import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { paced } from "../../../../ui/filter/kernel/pacing.js";

const own = { setTimeout, clearTimeout, performance };
let now; // ms
let timers; // number → [time, call]
let frames; // number → call

beforeEach(() => {
  [now, timers, frames] = [1000, new Map(), new Map()];
  let last = 0;
  globalThis.performance = { now: () => now };
  globalThis.setTimeout = (call, wait) => (timers.set(++last, [now + Math.max(0, wait), call]), last);
  globalThis.clearTimeout = (timer) => timers.delete(timer);
  globalThis.requestAnimationFrame = (call) => (frames.set(++last, call), last);
  globalThis.cancelAnimationFrame = (frame) => frames.delete(frame);
});

afterEach(() => {
  Object.assign(globalThis, own);
});

/** Let time pass: timers that are due, then a frame. */
function pass(ms) {
  now += ms;
  for (const [timer, [time, call]] of [...timers]) {
    if (time > now) continue;
    timers.delete(timer);
    call();
  }
  const calls = [...frames.values()];
  frames.clear();
  for (const call of calls) call();
}

function begin() {
  const ending = new AbortController();
  let painted = 0;
  const painting = paced(() => (painted += 1), ending.signal);
  return { ...painting, ending, painted: () => painted };
}

test("what is asked for often is painted once with the next frame", () => {
  const { soon, painted } = begin();
  for (let at = 0; at < 5; at++) soon();
  assert.equal(painted(), 0);
  pass(16);
  assert.equal(painted(), 1);
});

test("in motion every pause sees one painting, and the end sees the last one", () => {
  const { later, painted } = begin();
  for (let at = 0; at < 20; at++) {
    later();
    pass(16);
  }
  const inMotion = painted();
  assert.ok(inMotion >= 4 && inMotion <= 6, `${inMotion} paintings in 320 ms`);
  later();
  pass(70);
  assert.equal(painted(), inMotion + 1);
  pass(500);
  assert.equal(painted(), inMotion + 1);
});

test("nothing is painted after the end", () => {
  const { soon, later, ending, painted } = begin();
  later();
  soon();
  ending.abort();
  pass(500);
  assert.equal(painted(), 0);
});
