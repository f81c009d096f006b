import assert from "node:assert/strict";
import { test } from "node:test";

import { indexOfScale, indexReach, shortNumber } from "../../../../ui/filter/lab/numbers.js";

test("a number is written without zeros at its end", () => {
  assert.equal(shortNumber(2.5, 2), "2.5");
  assert.equal(shortNumber(30, 1), "30");
  assert.equal(shortNumber(1.25 ** 4, 2), "2.44");
  assert.equal(shortNumber(-0.001, 2), "0");
});

test("the index of a power is its exponent", () => {
  for (const index of [-3, 0, 1, 2.5]) assert.ok(Math.abs(indexOfScale(1.7 ** index, 1.7) - index) < 1e-12);
});

test("the reach of the index is that of the powers within the limits, and they count even where rounding misses them", () => {
  for (const base of [1.1, 1.25, 2, 3]) {
    const reach = indexReach(base, { low: 0.5, high: 8 }).map((index) => index + 0); // −0 is 0
    const within = Array.from({ length: 61 }, (_, at) => at - 30).filter(
      (index) => base ** index >= 0.5 - 1e-9 && base ** index <= 8 + 1e-9,
    );
    assert.deepEqual(reach, [Math.min(...within), Math.max(...within)]);
  }
  assert.deepEqual(indexReach(2, { low: 0.5, high: 8 }), [-1, 3]);
});
