import assert from "node:assert/strict";
import { test } from "node:test";

import { isWanted, modeIn } from "../../../../ui/engine/page/when.js";

const NEAR = { saveData: false, milliseconds: [12, 18, 15], refused: false };

test("an address without a wish leaves the choice to the page", () => {
  assert.equal(modeIn("?lang=ja"), "auto");
  assert.equal(modeIn("?engine=constructor"), "auto");
  assert.equal(modeIn("?engine=browser"), "browser");
});

test("a near server goes on answering", () => {
  assert.equal(isWanted("auto", NEAR), false);
});

test("a server that is slow three times brings the engine", () => {
  assert.equal(isWanted("auto", { ...NEAR, milliseconds: [150, 160] }), false);
  assert.equal(isWanted("auto", { ...NEAR, milliseconds: [150, 160, 155] }), true);
});

test("one slow answer among the first three is chance", () => {
  assert.equal(isWanted("auto", { ...NEAR, milliseconds: [150, 12, 14] }), false);
});

test("a server that is busy or lost brings the engine", () => {
  assert.equal(isWanted("auto", { ...NEAR, refused: true }), true);
});

test("whoever saves data is sent nothing unasked", () => {
  const slow = { saveData: true, milliseconds: [300, 300, 300], refused: true };
  assert.equal(isWanted("auto", slow), false);
  assert.equal(isWanted("browser", slow), true);
});

test("whoever wants the server keeps it", () => {
  assert.equal(isWanted("server", { ...NEAR, refused: true }), false);
});
