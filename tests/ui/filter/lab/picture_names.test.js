import assert from "node:assert/strict";
import { test } from "node:test";

import { hasInk, shortName } from "../../../../ui/filter/lab/picture_names.js";

test("a name of 40 characters is shown whole, a longer one ends in an ellipsis", () => {
  assert.equal(shortName("a".repeat(40)), "a".repeat(40));
  assert.equal(shortName("b".repeat(41)), "b".repeat(39) + "…");
});

test("a sheet has ink where there is a stroke or a picture", () => {
  assert.equal(hasInk(undefined), false);
  assert.equal(hasInk({ strokes: [], frame: null }), false);
  assert.equal(hasInk({ strokes: [[[0.5, 0.5]]], frame: null }), true);
  assert.equal(hasInk({ strokes: [], frame: "AAAA" }), true);
});
