import assert from "node:assert/strict";
import { test } from "node:test";

import {
  LEFT,
  RIGHT,
  epochTicks,
  roundUp,
  shareOfTime,
  timeToX,
  valueScale,
} from "../../../../ui/dream/training_film/time_scale.js";

const MOMENTS = [0, 0.5, 1, 3, 10]; // time is stretched where many moments were kept

test("moments lie evenly side by side, however far apart their epochs are", () => {
  assert.deepEqual(
    MOMENTS.map((epoch) => shareOfTime(MOMENTS, epoch)),
    [0, 0.25, 0.5, 0.75, 1],
  );
});

test("between two moments an epoch lies in proportion", () => {
  assert.equal(shareOfTime(MOMENTS, 0.25), 0.125);
  assert.equal(shareOfTime(MOMENTS, 2), 0.625);
  assert.equal(shareOfTime(MOMENTS, 6.5), 0.875);
});

test("epochs beyond the moments lie at their ends", () => {
  assert.equal(shareOfTime(MOMENTS, -1), 0);
  assert.equal(shareOfTime(MOMENTS, 11), 1);
});

test("a single moment is the beginning", () => {
  assert.equal(shareOfTime([4], 4), 0);
  assert.equal(shareOfTime([4], 9), 0);
});

test("a plot leaves room at both sides", () => {
  assert.equal(timeToX(MOMENTS, 0, 400), LEFT);
  assert.equal(timeToX(MOMENTS, 10, 400), 400 - RIGHT);
  assert.equal(timeToX(MOMENTS, 1, 400), (LEFT + 400 - RIGHT) / 2);
});

test("the first and the last epoch are written, and no two labels overlap, however wide the plot is", () => {
  const epochs = Array.from({ length: 101 }, (_, epoch) => epoch);
  for (const width of [200, 333, 500, 900, 2000]) {
    const ticks = epochTicks(epochs, width);
    assert.equal(ticks[0].epoch, 0);
    assert.equal(ticks[ticks.length - 1].epoch, 100);
    for (const [at, { epoch, x }] of ticks.entries()) {
      assert.equal(x, timeToX(epochs, epoch, width));
      if (at) assert.ok(x - ticks[at - 1].x >= 26, `${width} px: ${ticks[at - 1].epoch} and ${epoch}`);
    }
  }
});

test("more epochs are written where there is more room", () => {
  const epochs = Array.from({ length: 101 }, (_, epoch) => epoch);
  const counts = [200, 500, 2000].map((width) => epochTicks(epochs, width).length);
  assert.deepEqual(
    counts,
    [...counts].sort((a, b) => a - b),
  );
  assert.ok(counts[0] < counts[2]);
});

test("ticks lie within the moments, and the last epoch need not be round", () => {
  const ticks = epochTicks([1, 2, 5, 10, 23], 900).map(({ epoch }) => epoch);
  assert.deepEqual(ticks, [1, 2, 3, 5, 10, 20, 23]);
});

test("numbers are rounded up to 1, 2 or 5 times a power of ten", () => {
  const pairs = [
    [1, 1],
    [1.01, 2],
    [2, 2],
    [2.1, 5],
    [5.5, 10],
    [42, 50],
    [99, 100],
    [100, 100],
    [0.03, 0.05],
  ];
  for (const [value, round] of pairs) assert.ok(Math.abs(roundUp(value) - round) < 1e-12, `${value}`);
  assert.equal(roundUp(0), 0);
});

test("a round number is never below what it rounds, nor more than 2.5 times as much", () => {
  for (let value = 0.001; value < 1e5; value *= 1.037) {
    const round = roundUp(value);
    assert.ok(round >= value && round <= 2.5 * value * (1 + 1e-12), `${value} → ${round}`);
  }
});

test("scores are probabilities, whatever was measured", () => {
  assert.deepEqual(valueScale("scores", [[0.2], [0.3]]), { top: 1, rules: [0, 0.5, 1] });
});

test("losses fit below the upper edge, with a round rule in the lower part", () => {
  const { top, rules } = valueScale("losses", [
    [3, 1, 0.5],
    [0.2, 8, 1],
  ]);
  assert.ok(top > 8 && top < 8.8);
  assert.deepEqual(rules, [0, 2]);
});
