import assert from "node:assert/strict";
import { test } from "node:test";

import { shortened } from "../../../../ui/draw/pad/file_name.js";

test("a name of forty letters stays as it is", () => {
  assert.equal(shortened("a".repeat(40)), "a".repeat(40));
  assert.equal(shortened("seven.png"), "seven.png");
});

test("a longer name is cut to forty letters, an ellipsis at its end", () => {
  const name = shortened("0123456789".repeat(6));
  assert.equal(name, `${"0123456789".repeat(4).slice(0, 39)}…`);
  assert.equal(name.length, 40);
});
