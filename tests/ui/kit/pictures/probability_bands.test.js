import assert from "node:assert/strict";
import { test } from "node:test";

import { bandText, runs, widest } from "../../../../ui/kit/pictures/probability_bands.js";

/** Readings of frames that are sure of one digit each. */
const sureOf = (digits) => digits.map((digit) => Array.from({ length: 10 }, (_, at) => (at === digit ? 1 : 0)));

test("frames that read as one digit are one run, which begins at its first frame", () => {
  assert.deepEqual(runs(sureOf([3, 3, 8, 8, 8])), [
    { digit: 3, alpha: 0 },
    { digit: 8, alpha: 0.5 },
  ]);
});

test("a digit that comes back begins a run of its own", () => {
  assert.deepEqual(
    runs(sureOf([1, 7, 1])).map(({ digit }) => digit),
    [1, 7, 1],
  );
});

test("a way that reads as one digit throughout is one run", () => {
  assert.deepEqual(runs(sureOf([4, 4, 4])), [{ digit: 4, alpha: 0 }]);
});

test("of two digits that are as probable as each other the smaller is read", () => {
  const even = [0, 0, 0.5, 0, 0, 0.5, 0, 0, 0, 0];
  assert.deepEqual(runs([even, even]), [{ digit: 2, alpha: 0 }]);
});

test("in words the runs follow each other, with α to two places", () => {
  const say = (key, values = {}) => `[${key} ${Object.values(values).join(" ")}]`;
  assert.equal(bandText(say, sureOf([3, 3, 8, 8])), "[band_first 3][band_then 8 0.67][band_end ]");
  assert.equal(bandText(say, sureOf([3, 3])), "[band_first 3][band_end ]");
});

test("a digit stands in the middle of the longest run where its band is nearly as wide as it gets", () => {
  assert.equal(widest([0, 1, 0, 1, 1, 1, 0]), 4);
  assert.equal(widest([1, 1, 1, 0, 0]), 1);
  assert.equal(widest([0, 0, 0.85, 0.9, 1]), 3);
});

test("a run may end with the way", () => {
  assert.equal(widest([0, 0, 0, 0, 1]), 4);
  assert.equal(widest([1, 1, 1, 1, 1]), 2);
});

test("of two runs of one length the first is taken", () => {
  assert.equal(widest([1, 0, 1]), 0);
});

test("a band that stays narrow has no room for its digit", () => {
  assert.equal(widest([0.1, 0.39, 0.2]), -1);
  assert.equal(widest([0.1, 0.4, 0.2]), 1);
});
