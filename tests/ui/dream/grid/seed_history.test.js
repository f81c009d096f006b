import assert from "node:assert/strict";
import { test } from "node:test";

import { SeedHistory } from "../../../../ui/dream/grid/seed_history.js";

function historyOf(...seeds) {
  const history = new SeedHistory(200);
  for (const seed of seeds) history.remember(seed);
  return history;
}

test("before any seed there is no way back or forth", () => {
  const history = historyOf();
  assert.deepEqual([history.hasPrevious, history.hasNext], [false, false]);
});

test("seeds are walked back and forth", () => {
  const history = historyOf("1", "2", "3");
  assert.deepEqual([history.hasPrevious, history.hasNext], [true, false]);
  assert.equal(history.move(-1), "2");
  assert.equal(history.move(-1), "1");
  assert.deepEqual([history.hasPrevious, history.hasNext], [false, true]);
  assert.equal(history.move(1), "2");
});

test("a seed that is asked for again is remembered once", () => {
  const history = historyOf("1", "2", "2");
  assert.equal(history.move(-1), "1");
});

test("a seed that one has come back to keeps what follows it", () => {
  const history = historyOf("1", "2");
  history.remember(history.move(-1));
  assert.equal(history.move(1), "2");
});

test("a new seed takes the place of those that followed", () => {
  const history = historyOf("1", "2", "3");
  history.move(-1);
  history.move(-1);
  history.remember("9");
  assert.equal(history.hasNext, false);
  assert.equal(history.move(-1), "1");
});

test("the oldest seed gives way once there are too many", () => {
  const history = new SeedHistory(3);
  for (const seed of ["1", "2", "3", "4"]) history.remember(seed);
  assert.deepEqual([history.move(-1), history.move(-1)], ["3", "2"]);
  assert.equal(history.hasPrevious, false);
});
