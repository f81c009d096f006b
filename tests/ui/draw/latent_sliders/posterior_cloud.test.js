import assert from "node:assert/strict";
import { test } from "node:test";

import { cloudText, countDigits } from "../../../../ui/draw/latent_sliders/posterior_cloud.js";
import { speak } from "../speak.js";

const WORDS = { cloud_reads: "They read as {digits}.", cloud_part: "{digit} ({count} of 16)", comma: ", " };
const say = speak(WORDS);

test("digits are counted, the most frequent first", () => {
  assert.deepEqual(countDigits([3, 5, 3, 8, 3, 5]), [
    { digit: 3, count: 3 },
    { digit: 5, count: 2 },
    { digit: 8, count: 1 },
  ]);
});

test("of digits that are as frequent the smaller one comes first", () => {
  assert.deepEqual(
    countDigits([9, 0, 4]).map(({ digit }) => digit),
    [0, 4, 9],
  );
});

test("each draw is counted once", () => {
  const digits = Array.from({ length: 16 }, (_, at) => (at * at) % 10);
  assert.equal(
    countDigits(digits).reduce((sum, { count }) => sum + count, 0),
    16,
  );
});

test("the summary names every digit that occurs", () => {
  assert.equal(cloudText(say, Array(16).fill(7)), "They read as 7 (16 of 16).");
  const mixed = [...Array(5).fill(9), ...Array(11).fill(4)];
  assert.equal(cloudText(say, mixed), "They read as 4 (11 of 16), 9 (5 of 16).");
});
