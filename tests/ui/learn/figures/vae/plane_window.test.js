import assert from "node:assert/strict";
import { test } from "node:test";

import { latentAt, pointOf } from "../../../../../ui/learn/figures/vae/plane_window.js";

const window = { centre: [1, 2], half: 3 };

test("the window's middle is its centre and its top is up", () => {
  assert.deepEqual(latentAt(window, 0.5, 0.5), [1, 2]);
  assert.deepEqual(latentAt(window, 0, 0), [-2, 5]);
  assert.deepEqual(latentAt(window, 1, 1), [4, -1]);
});

test("a latent place lies where it was pointed at", () => {
  for (const [x, y] of [
    [0.1, 0.5],
    [0.75, 0.2],
  ]) {
    const [column, row] = pointOf(window, latentAt(window, x, y), 200);
    assert.ok(Math.hypot(column - 200 * x, row - 200 * y) < 1e-9);
  }
});
