import assert from "node:assert/strict";
import { test } from "node:test";

import { large, lasting, logAdd, NOTHING_TRIED, withDraws } from "../../../../../ui/learn/figures/vae/tally.js";

const thousand = (misfits, best) => ({
  ...{ n: misfits.length, close: 0, best, best_misfit: Math.min(...misfits) },
  log_sum: Math.log(misfits.reduce((total, misfit) => total + Math.exp(-misfit), 0)),
});

test("the estimate is the logarithm of the mean over all draws", () => {
  const [first, second] = [
    [3, 5, 9],
    [2, 8, 8],
  ];
  const tally = withDraws(withDraws(NOTHING_TRIED, thousand(first, "a")), thousand(second, "b"));
  const mean = [...first, ...second].reduce((total, misfit) => total + Math.exp(-misfit), 0) / 6;
  assert.ok(Math.abs(tally.estimates[1] - Math.log(mean)) < 1e-12);
  assert.deepEqual([tally.n, tally.bestMisfit, tally.best], [6, 2, "b"]);
});

test("a draw that is no closer than the closest does not take its place", () => {
  const tally = withDraws(withDraws(NOTHING_TRIED, thousand([2], "a")), thousand([4], "b"));
  assert.equal(tally.best, "a");
  assert.equal(NOTHING_TRIED.n, 0);
});

test("logarithms far below what a number can hold are added all the same", () => {
  assert.ok(Math.abs(logAdd(-2000, -2000) - (-2000 + Math.log(2))) < 1e-9);
  assert.equal(logAdd(-Infinity, -3), -3);
  assert.equal(logAdd(-Infinity, -Infinity), -Infinity);
});

test("a time is told in the largest unit of which there are two", () => {
  assert.deepEqual(lasting(5), ["seconds", 5]);
  assert.deepEqual(lasting(7200), ["hours", 2]);
  assert.deepEqual(lasting(86400 * 300), ["days", 300]);
  assert.deepEqual(lasting(365.25 * 86400 * 3), ["years", 3]);
});

test("large numbers are written with a power of ten", () => {
  assert.equal(large(1234), "1,234");
  assert.equal(large(7.4e10), "7.4 × 10¹⁰");
});
