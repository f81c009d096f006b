import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { motion } from "../../../../ui/filter/lab/motion.js";

let waiting; // number of the frame → what it will call
let last;
beforeEach(() => {
  waiting = new Map();
  last = 0;
  globalThis.requestAnimationFrame = (call) => (waiting.set(++last, call), last);
  globalThis.cancelAnimationFrame = (frame) => waiting.delete(frame);
});

function frame(now) {
  const calls = [...waiting.values()];
  waiting.clear();
  for (const call of calls) call(now);
}

function begin({ visible = () => true, move } = {}) {
  const ending = new AbortController();
  const button = Object.assign(new EventTarget(), { ariaPressed: "" });
  const moved = [];
  const { stop } = motion(button, visible, move ?? ((seconds) => moved.push(seconds)), ending.signal);
  return { button, moved, stop, ending, press: () => button.dispatchEvent(new Event("click")) };
}

test("nothing moves until the button is pressed", () => {
  const { button } = begin();
  assert.equal(button.ariaPressed, "false");
  assert.equal(waiting.size, 0);
});

test("it moves by the time between two frames, of which a long one counts as a tenth of a second", () => {
  const { moved, press } = begin();
  press();
  for (const now of [1000, 1016, 1046, 9000]) frame(now);
  assert.deepEqual(moved, [0.016, 0.03, 0.1]);
});

test("it stands still while it is not seen", () => {
  const { moved, press } = begin({ visible: () => false });
  press();
  for (const now of [1000, 1016, 1032]) frame(now);
  assert.deepEqual(moved, []);
});

test("a second press stops it, and so does what is called while it moves", () => {
  const first = begin();
  first.press();
  first.press();
  assert.equal(waiting.size, 0);
  const second = begin({ move: () => second.stop() });
  second.press();
  frame(1000);
  frame(1016);
  assert.equal(waiting.size, 0);
  assert.equal(second.button.ariaPressed, "false");
});

test("it ends with its signal", () => {
  const { press, ending } = begin();
  press();
  ending.abort();
  assert.equal(waiting.size, 0);
});
