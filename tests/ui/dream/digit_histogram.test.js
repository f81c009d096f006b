import assert from "node:assert/strict";
import { test } from "node:test";

import { histogramBars } from "../../../ui/dream/digit_histogram.js";

test("bars are as high as the shares, whatever the largest one is", () => {
  const shares = [0.4, 0.3, 0.2, 0.1, 0, 0, 0, 0, 0, 0];
  assert.deepEqual(
    histogramBars(shares).map(({ share }) => share),
    shares,
  );
});

test("every digit that shares the first place is marked, and no other", () => {
  const most = histogramBars([0.3, 0.1, 0.3, 0.3, 0, 0, 0, 0, 0, 0]).map((bar) => bar.most);
  assert.deepEqual(most, [true, false, true, true, false, false, false, false, false, false]);
});

test("a share that would be written as 0.0 % is not written", () => {
  const written = histogramBars([0.9991, 0.0005, 0.0004, 0, 0, 0, 0, 0, 0, 0]).map((bar) => bar.written);
  assert.deepEqual(written.slice(0, 4), [true, true, false, false]);
});

test("where nothing was counted, all bars are empty and none is marked", () => {
  const bars = histogramBars(null);
  assert.equal(bars.length, 10);
  for (const bar of bars) assert.deepEqual(bar, { share: 0, written: false, most: false });
});
