import assert from "node:assert/strict";
import { test } from "node:test";

import { newHistory } from "../../../../ui/kit/drawing/history.js";

/** Something with a history: `go(state)` replaces what it is, undo and redo as a sheet does. */
function thing(longest) {
  const history = newHistory(longest);
  let state = 0;
  return {
    history,
    get state() {
      return state;
    },
    go(next) {
      history.remember(state);
      state = next;
    },
    undo() {
      state = history.undo(state) ?? state;
    },
    redo() {
      state = history.redo(state) ?? state;
    },
  };
}

test("steps are taken back from the newest, and done again in their order", () => {
  const it = thing();
  for (const state of [1, 2, 3]) it.go(state);
  const states = [];
  for (const step of ["undo", "undo", "redo", "undo", "undo", "redo", "redo", "redo"]) {
    it[step]();
    states.push(it.state);
  }
  assert.deepEqual(states, [2, 1, 2, 1, 0, 1, 2, 3]);
});

test("at either end there is nothing more to do", () => {
  const { history } = thing();
  assert.equal(history.undo("present"), undefined);
  assert.equal(history.redo("present"), undefined);
  assert.deepEqual([history.canUndo, history.canRedo], [false, false]);
});

test("a new step forgets what was undone", () => {
  const it = thing();
  it.go(1);
  it.undo();
  assert.equal(it.history.canRedo, true);
  it.go(2);
  assert.equal(it.history.canRedo, false);
  it.undo();
  assert.equal(it.state, 0);
});

test("beyond its length the oldest steps are forgotten", () => {
  const it = thing(3);
  for (const state of [1, 2, 3, 4, 5]) it.go(state);
  for (let step = 0; step < 9; step++) it.undo();
  assert.equal(it.state, 2);
  for (let step = 0; step < 9; step++) it.redo();
  assert.equal(it.state, 5);
});

test("two hundred steps can be taken back", () => {
  const it = thing();
  for (let state = 1; state <= 250; state++) it.go(state);
  while (it.history.canUndo) it.undo();
  assert.equal(it.state, 50);
});

test("what is cleared is forgotten in both directions", () => {
  const it = thing();
  it.go(1);
  it.go(2);
  it.undo();
  it.history.clear();
  assert.deepEqual([it.history.canUndo, it.history.canRedo], [false, false]);
});
