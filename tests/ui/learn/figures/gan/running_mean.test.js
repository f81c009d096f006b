import assert from "node:assert/strict";
import { test } from "node:test";

import { randomFrom } from "../../../../../ui/learn/figures/gan/players/points.js";
import { drawMore, exactly, h, noDraws } from "../../../../../ui/learn/figures/gan/running_mean.js";

test("a mean over many draws comes within four of its usual errors of the integral", () => {
  const { mean, sd } = exactly();
  for (const seed of [0, 1, 2]) {
    const tally = noDraws();
    drawMore(tally, 20_000, randomFrom(seed));
    assert.ok(Math.abs(tally.means[19_999] - mean) < (4 * sd) / Math.sqrt(20_000));
  }
});

test("each mean is the sum of h over the draws so far, by their number", () => {
  const tally = noDraws();
  let sum = 0;
  const random = randomFrom(3);
  for (let n = 1; n <= 20; n++) {
    drawMore(tally, 1, random);
    sum += h(tally.x);
    assert.ok(Math.abs(tally.means[n - 1] - sum / n) < 1e-12);
  }
});
