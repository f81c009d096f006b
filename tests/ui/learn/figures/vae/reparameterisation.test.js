import assert from "node:assert/strict";
import { test } from "node:test";

import { placed, stepAt } from "../../../../../ui/learn/figures/vae/reparameterisation.js";

const posterior = { mu: [2, -1], sd: [0.5, 0.25] };
const epsilon = [1, -2];

test("at first the draws are noise", () => {
  const step = stepAt(posterior, 0);
  assert.deepEqual(placed(epsilon, step), epsilon);
  assert.equal(step.stage, "noise");
});

test("half way they have shrunk by sigma and not moved", () => {
  const step = stepAt(posterior, 0.5);
  assert.deepEqual(placed(epsilon, step), [0.5, -0.5]);
  assert.deepEqual([step.stage, step.moved], ["shrink", 0]);
});

test("in the end they are mu + sigma · epsilon", () => {
  const step = stepAt(posterior, 1);
  assert.deepEqual(placed(epsilon, step), [2 + 0.5, -1 - 0.5]);
  assert.deepEqual([step.stage, step.moved], ["move", 1]);
});

test("after half the time only the place changes", () => {
  assert.deepEqual(stepAt(posterior, 0.6).scale, stepAt(posterior, 1).scale);
  assert.ok(stepAt(posterior, 0.6).shift[0] < stepAt(posterior, 0.9).shift[0]);
});
