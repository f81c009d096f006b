import assert from "node:assert/strict";
import { test } from "node:test";

import { armLength, arms } from "../../../../../ui/learn/figures/vae/axis_cross.js";

test("a right angle stands upright, and any other is as wide as it was measured", () => {
  const [right, up] = arms([10, 10], 90).map((end) => end.map((value) => Math.round(value * 1e6) / 1e6 + 0));
  assert.deepEqual(
    [right, up],
    [
      [10, 0],
      [0, -10],
    ],
  );
  for (const angle of [12, 60, 163]) {
    const [a, b] = arms([5, 8], angle);
    const cosine = (a[0] * b[0] + a[1] * b[1]) / 40;
    assert.ok(Math.abs((Math.acos(cosine) * 180) / Math.PI - angle) < 1e-6);
  }
});

test("the middle length has the px given, and none is much longer", () => {
  const length = armLength(
    [
      [0, 0, 1, 2, 90],
      [0, 0, 2, 100, 90],
    ],
    10,
  );
  assert.equal(length(2), 10);
  assert.equal(length(1), 5);
  assert.equal(length(100), 18);
});
