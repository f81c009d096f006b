import assert from "node:assert/strict";
import { test } from "node:test";

import { BINS, percentBelow, scoreHistogram } from "../../../../ui/dream/critic/score_histogram.js";

const EVEN = Array.from({ length: 101 }, (_, percent) => percent / 100);
const SQUARED = EVEN.map((share) => share ** 2);

test("all digits are counted once", () => {
  for (const percentiles of [EVEN, SQUARED, new Array(101).fill(1), new Array(101).fill(0)]) {
    const sum = scoreHistogram(percentiles).reduce((total, count) => total + count);
    assert.ok(Math.abs(sum - 100) < 1e-9);
  }
});

test("evenly spread scores fill all bins alike", () => {
  for (const count of scoreHistogram(EVEN)) assert.ok(Math.abs(count - 100 / BINS) < 1e-9);
});

test("the score 1 belongs to the last bin, 0 to the first", () => {
  assert.ok(Math.abs(scoreHistogram(new Array(101).fill(1))[BINS - 1] - 100) < 1e-9);
  assert.ok(Math.abs(scoreHistogram(new Array(101).fill(0))[0] - 100) < 1e-9);
});

test("counts follow the distribution whose percentiles are given", () => {
  // Scores u² of evenly spread u: the share below s is √s.
  scoreHistogram(SQUARED).forEach((count, bin) => {
    const exact = 100 * (Math.sqrt((bin + 1) / BINS) - Math.sqrt(bin / BINS));
    assert.ok(Math.abs(count - exact) < 0.25, `bin ${bin}: ${count}, ${exact}`);
  });
});

test("a score is ranked by the digits below it, in whole percent", () => {
  assert.equal(percentBelow(EVEN, 0.705), 71); // 71 of 101 percentiles, 0…70, lie below
  assert.equal(percentBelow(EVEN, 0), 0);
  assert.equal(percentBelow(EVEN, 2), 100);
});

test("a score that all digits have is above none of them", () => {
  assert.equal(percentBelow(new Array(101).fill(0.5), 0.5), 0);
});
