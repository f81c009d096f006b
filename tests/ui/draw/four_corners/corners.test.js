import assert from "node:assert/strict";
import { test } from "node:test";

import { cornerShares, missingCorners } from "../../../../ui/draw/four_corners/corners.js";

const POINT = { model: "vae_conv", z: [0], mu: [0], logvar: [0], polished: false, final: true };
const STROKES = [[[0.5, 0.5]]];

test("nothing is missing once four drawings are there", () => {
  assert.deepEqual(missingCorners({ a: POINT, b: POINT }, { c: STROKES, d: STROKES }), []);
});

test("blank sheets and points that are not there are missing, by their letters", () => {
  assert.deepEqual(missingCorners({ a: null, b: POINT }, { c: [], d: STROKES }), ["A", "C"]);
  assert.deepEqual(missingCorners({ a: null, b: null }, { c: [], d: [] }), ["A", "B", "C", "D"]);
});

test("each corner is one drawing alone", () => {
  const corners = { A: [0, 0], B: [1, 0], C: [0, 1], D: [1, 1] };
  for (const [letter, [x, y]] of Object.entries(corners)) {
    const wanted = { A: 0, B: 0, C: 0, D: 0, [letter]: 1 };
    assert.deepEqual(cornerShares(x, y), wanted);
  }
});

test("shares are 1 in sum and their mean place is the place itself", () => {
  for (const [x, y] of [
    [0.5, 0.5],
    [0.2, 0.9],
    [0.75, 0.1],
  ]) {
    const { A, B, C, D } = cornerShares(x, y);
    assert.ok(Math.abs(A + B + C + D - 1) < 1e-12);
    assert.ok(Math.abs(B + D - x) < 1e-12);
    assert.ok(Math.abs(C + D - y) < 1e-12);
  }
});
