import assert from "node:assert/strict";
import { test } from "node:test";

import { countReadings, countSentences, readingSummary } from "../../../../ui/dream/grid/reading_counts.js";
import { say } from "../say.js";

const EVEN = [3, 3, 3, 3, 3, 3, 3, 3, 3, 3];

test("each digit is counted", () => {
  assert.deepEqual(countReadings([7, 7, 0, 9, 7]), [1, 0, 0, 0, 0, 0, 0, 3, 0, 1]);
});

test("under ten digits a count says nothing", () => {
  assert.deepEqual(countSentences(say, [9, 0, 0, 0, 0, 0, 0, 0, 0, 0], 9), ["few"]);
});

test("the most frequent digits are named, all that share the first place", () => {
  const [sentence] = countSentences(say, [4, 4, 2, 1, 1, 0, 0, 0, 0, 0], 12);
  assert.equal(sentence, "most digits=0comma1 count=4 n=12 even=1.2");
});

test("missing digits and collapse are told only where luck would not do it", () => {
  assert.equal(countSentences(say, [12, 7, 0, 0, 0, 0, 0, 0, 0, 0], 19).length, 1);
  const counts = [0, 7, 5, 2, 1, 1, 1, 1, 1, 1];
  assert.deepEqual(countSentences(say, counts, 20).slice(1), ["absent digits=0", "collapse"]);
  assert.equal(countSentences(say, EVEN, 30).length, 1);
});

test("collapse begins at 35 % of the digits", () => {
  assert.ok(!countSentences(say, [10, 3, 3, 3, 3, 3, 2, 1, 1, 1], 30).includes("collapse"));
  assert.ok(countSentences(say, [11, 3, 3, 3, 3, 3, 1, 1, 1, 1], 30).includes("collapse"));
});

test("where digits were requested, those that read as requested are counted", () => {
  const readings = { reads_as: [3, 3, 5], labels: [3, 3, 3], scores: null };
  assert.equal(readingSummary(say, 3, readings, true), "as_asked count=2 n=3");
});

test("the mean score is told where there is one", () => {
  const readings = { reads_as: [3, 5], labels: null, scores: [0.5, 1] };
  assert.equal(readingSummary(say, 2, readings, false), "fewspacemean score=0.75");
});
