import assert from "node:assert/strict";
import { test } from "node:test";

import { latinKey, toolOf } from "../../../../ui/kit/drawing/tool_keys.js";

const key = (name, held = {}) => ({
  key: name,
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const held = (name, code, more = {}) => toolOf(key(name, { code, ctrlKey: true, ...more }));

test("keys mean tools", () => {
  assert.equal(toolOf(key("z", { ctrlKey: true })), "undo");
  assert.equal(toolOf(key("z", { metaKey: true })), "undo");
  assert.equal(toolOf(key("Z", { ctrlKey: true, shiftKey: true })), "redo");
  assert.equal(toolOf(key("y", { ctrlKey: true })), "redo");
  assert.equal(toolOf(key("Delete")), "clear");
  assert.equal(toolOf(key("Backspace")), "clear");
  assert.equal(toolOf(key("e")), "eraser");
});

test("keys of the browser's and of writing mean none", () => {
  for (const one of [key("z"), key("y"), key("e", { ctrlKey: true }), key("Delete", { altKey: true }), key("Tab")]) {
    assert.equal(toolOf(one), undefined);
  }
  assert.equal(held("Y", "KeyY", { shiftKey: true }), undefined);
});

test("Caps Lock changes nothing", () => {
  assert.equal(held("Z", "KeyZ"), "undo");
  assert.equal(held("z", "KeyZ", { shiftKey: true }), "redo");
  assert.equal(held("Y", "KeyY"), "redo");
  assert.equal(toolOf(key("E", { code: "KeyE" })), "eraser");
});

for (const [script, z, y] of [
  ["Russian", "я", "н"],
  ["Russian with Caps Lock", "Я", "Н"],
  ["Greek", "ζ", "υ"],
  ["Hebrew", "ז", "ט"],
  ["Arabic", "ئ", "غ"],
  ["Georgian", "ზ", "ყ"],
  ["Thai", "ผ", "ั"],
  ["Korean", "ㅋ", "ㅛ"],
  ["full width", "ｚ", "ｙ"],
  ["an input method", "Process", "Process"],
  ["a browser that knows no better", "Unidentified", "Unidentified"],
]) {
  test(`where no Latin is written, the place of the key counts: ${script}`, () => {
    assert.equal(held(z, "KeyZ"), "undo");
    assert.equal(held(z, "KeyZ", { shiftKey: true }), "redo");
    assert.equal(held(y, "KeyY"), "redo");
  });
}

test("where Latin is written, the letter counts, wherever it is", () => {
  assert.equal(held("z", "KeyY"), "undo"); // German
  assert.equal(held("y", "KeyZ"), "redo");
  assert.equal(held("z", "KeyW"), "undo"); // French
  assert.equal(held("w", "KeyZ"), undefined);
  assert.equal(held("z", "Slash"), "undo"); // Dvorak
  assert.equal(held(";", "KeyZ"), undefined);
  assert.equal(held("ż", "KeyZ"), undefined);
});

test("AltGr, which comes as Ctrl with Alt, writes letters and undoes nothing", () => {
  assert.equal(held("ż", "KeyZ", { altKey: true }), undefined);
  assert.equal(held("z", "KeyZ", { altKey: true }), undefined);
});

test("a digit is read from any keyboard too", () => {
  assert.equal(latinKey({ key: "7", code: "Digit7" }), "7");
  assert.equal(latinKey({ key: "７", code: "Digit7" }), "7");
  assert.equal(latinKey({ key: "۷", code: "Digit7" }), "7");
  assert.equal(latinKey({ key: "7", code: "Numpad7" }), "7");
  assert.equal(latinKey({ key: "è", code: "Digit7" }), "è"); // French: not its digit
  assert.equal(latinKey({ key: "Enter", code: "Enter" }), "Enter");
  assert.equal(latinKey({ key: "Process", code: "Space" }), "Process");
  assert.equal(latinKey({ key: "z" }), "z"); // made by a program, without a place
});
