import assert from "node:assert/strict";
import { test } from "node:test";

import { directionAfterKey, directionOf, withinTurn } from "../../../../ui/filter/lab/angles.js";

test("an angle is brought into one turn", () => {
  assert.deepEqual([-90, 0, 359.5, 360, 725].map(withinTurn), [270, 0, 359.5, 0, 5]);
});

test("directions count anticlockwise from the right", () => {
  assert.equal(directionOf(20, 0), 0);
  assert.equal(directionOf(0, 20), 90);
  assert.equal(directionOf(-20, 0), 180);
  assert.equal(directionOf(20, -20), 315);
});

test("a direction just below the right is 0, not 360", () => {
  assert.equal(directionOf(20, -0.01), 0);
});

test("close to the middle there is no direction", () => {
  assert.equal(directionOf(2, 2), undefined);
  assert.equal(directionOf(0, 0), undefined);
});

test("arrow keys turn by a degree, with Shift and page keys by 15, round and round", () => {
  assert.equal(directionAfterKey(30, "ArrowRight", false), 31);
  assert.equal(directionAfterKey(0, "ArrowDown", false), 359);
  assert.equal(directionAfterKey(350, "ArrowUp", true), 5);
  assert.equal(directionAfterKey(30, "PageDown", false), 15);
  assert.equal(directionAfterKey(67.5, "Home", false), 0);
});

test("from between two degrees a key goes to a whole one", () => {
  assert.equal(directionAfterKey(67.5, "ArrowUp", false), 69);
});

test("other keys do not turn the dial", () => {
  for (const key of ["Tab", "Enter", "a"]) assert.equal(directionAfterKey(30, key, false), undefined);
});
