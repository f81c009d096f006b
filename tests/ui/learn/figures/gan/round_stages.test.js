import assert from "node:assert/strict";
import { test } from "node:test";

import { STAGES, handsAt, stageWithin } from "../../../../../ui/learn/figures/gan/round_stages.js";

const round = {
  real: Uint8Array.of(1),
  fake: Uint8Array.of(2),
  fake_after: Uint8Array.of(3),
  real_before: [0.6],
  real_after: [0.8],
  fake_before: [0.4],
  fake_after_d: [0.1],
  fake_after_g: [0.3],
};

test("at first there are real drawings alone, scored before D's step", () => {
  const { real, fake } = handsAt(round, 0);
  assert.deepEqual(real, { grey: round.real, scores: round.real_before });
  assert.deepEqual(fake, { grey: null, scores: null });
});

test("forgeries are scored when they come, and again after D's step, with the real drawings", () => {
  assert.deepEqual(handsAt(round, 1).fake, { grey: round.fake, scores: round.fake_before });
  assert.deepEqual(handsAt(round, 1).real.scores, round.real_before);
  assert.deepEqual(handsAt(round, 2).fake, { grey: round.fake, scores: round.fake_after_d });
  assert.deepEqual(handsAt(round, 2).real.scores, round.real_after);
});

test("after G's step there are new forgeries, to the end of the round", () => {
  for (const stage of [3, 4]) {
    assert.deepEqual(handsAt(round, stage).fake, { grey: round.fake_after, scores: round.fake_after_g });
  }
});

test("a round has no stage before the first and none after the last", () => {
  assert.equal(stageWithin(-1), 0);
  assert.equal(stageWithin(2), 2);
  assert.equal(stageWithin(99), STAGES.length - 1);
});
