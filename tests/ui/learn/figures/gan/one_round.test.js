import assert from "node:assert/strict";
import { test } from "node:test";

import { STEPS, partsAt, playRound } from "../../../../../ui/learn/figures/gan/one_round.js";

test("D's weights move in D's step alone, and stand still while gradients pass through them to G", () => {
  const { dStep, gStep } = playRound(0);
  assert.ok(dStep.d > 0 && gStep.g > 0);
  assert.equal(dStep.g, 0);
  assert.equal(gStep.d, 0);
});

test("D's step tells real from forged better, and G's step is believed more", () => {
  for (const seed of [0, 1, 2]) {
    const { before, after, scoreAfter } = playRound(seed);
    assert.ok(after.real - after.fake > before.real - before.fake);
    assert.ok(scoreAfter > after.fake);
  }
});

test("losses are those of the beliefs that stand beside them", () => {
  const { before, after, lossD, lossG } = playRound(1);
  assert.ok(Math.abs(lossD + (Math.log(before.real) + Math.log(1 - before.fake)) / 2) < 1e-9);
  assert.ok(Math.abs(lossG + Math.log(after.fake)) < 1e-9);
});

test("a player's weights move in its last step, and nowhere else", () => {
  assert.deepEqual(
    STEPS.filter((step) => Object.values(partsAt(step)).includes("move")),
    ["d3", "g6"],
  );
  for (const step of ["g5", "g6"]) assert.equal(partsAt(step).D, "still");
});
