import assert from "node:assert/strict";
import { test } from "node:test";

import { countsVerdict, digitsHolding } from "../../../../ui/dream/collapse/counts.js";
import { say } from "../say.js";

const EVEN = new Array(10).fill(100);

/** Try all sets of digits for the smallest that holds nine of ten samples. */
function smallestSet(counts, samples) {
  let smallest = 10;
  for (let set = 0; set < 1024; set++) {
    const held = counts.filter((_, digit) => set & (1 << digit));
    if (held.reduce((sum, count) => sum + count, 0) >= 0.9 * samples) smallest = Math.min(smallest, held.length);
  }
  return smallest;
}

test("nine of ten samples are made up of as few digits as can be", () => {
  for (const counts of [
    EVEN,
    [900, 100, 0, 0, 0, 0, 0, 0, 0, 0],
    [899, 101, 0, 0, 0, 0, 0, 0, 0, 0],
    [10, 400, 30, 20, 300, 5, 5, 200, 20, 10],
  ]) {
    assert.equal(digitsHolding(counts, 1000), smallestSet(counts, 1000));
  }
});

test("even counts need nine digits, a collapsed model one", () => {
  assert.equal(digitsHolding(EVEN, 1000), 9);
  assert.equal(digitsHolding([0, 1000, 0, 0, 0, 0, 0, 0, 0, 0], 1000), 1);
});

test("the verdict names the most frequent digit, those that are missing, and how few hold most samples", () => {
  const counts = [0, 500, 420, 80, 0, 0, 0, 0, 0, 0];
  const absent = "absent_digits digits=0comma4comma5comma6comma7comma8comma9";
  const most = "most share=percent number=50.0 digit=1";
  assert.equal(countsVerdict(say, counts, 1000), `${most}space${absent}spaceholding holding=2`);
});

test("one digit and all but one have sentences of their own", () => {
  assert.match(countsVerdict(say, [1000, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1000), /spaceholding_one /);
  assert.match(countsVerdict(say, EVEN, 1000), /spaceholding_nine /);
});
