import assert from "node:assert/strict";
import { test } from "node:test";

import { commandOf } from "../../../../ui/draw/pad/tools.js";

const EXAMPLES = { 0: [], 1: [], 7: [] };
const command = (key, modifiers = {}) =>
  commandOf({ key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers }, EXAMPLES);

test("undo and redo have the keys that they have elsewhere", () => {
  for (const modifier of ["ctrlKey", "metaKey"]) {
    assert.equal(command("z", { [modifier]: true }), "undo");
    assert.equal(command("Z", { [modifier]: true, shiftKey: true }), "redo");
    assert.equal(command("y", { [modifier]: true }), "redo");
  }
});

test("delete and backspace clear, e erases, digits draw examples", () => {
  assert.equal(command("Delete"), "clear");
  assert.equal(command("Backspace"), "clear");
  assert.equal(command("e"), "eraser");
  assert.equal(command("7"), "example");
});

test("other keys, and the browser's own combinations, are left alone", () => {
  for (const key of ["z", "5", "x", "Enter", "ArrowLeft"]) assert.equal(command(key), undefined);
  for (const key of ["Delete", "e", "7"]) {
    assert.equal(command(key, { ctrlKey: true }), undefined);
    assert.equal(command(key, { altKey: true }), undefined);
  }
});

test("a digit's example is drawn from any keyboard", () => {
  assert.equal(command("７", { code: "Digit7" }), "example");
  assert.equal(command("Process", { code: "Digit7" }), "example");
  assert.equal(command("７", { code: "Digit7", ctrlKey: true }), undefined);
});
