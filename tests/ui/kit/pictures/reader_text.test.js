import assert from "node:assert/strict";
import { test } from "node:test";

import { stillsOf } from "../../../../ui/kit/pictures/filmstrip.js";
import { best, percent, readingText } from "../../../../ui/kit/pictures/reader_text.js";

const say = (key, values = {}) => [key, ...Object.values(values)].join(" ");

test("the most probable digit is the best, of equals the first", () => {
  assert.equal(best([0, 0.1, 0.6, 0.3]), 2);
  assert.equal(best([0.1, 0.45, 0.45]), 1);
});

test("a probability is rounded to percent, and never to certainty", () => {
  assert.equal(percent(say, 0.964), "percent 96");
  assert.equal(percent(say, 0.9949), "percent 99");
  assert.equal(percent(say, 0.996), "over_99");
  assert.equal(percent(say, 0.0), "percent 0");
});

test("a sure reading names its digit, an unsure one the runner-up too", () => {
  const line = (key, proba) => readingText(say, proba).split(" ")[0] === key;
  assert.ok(line("reads_as", [0.05, 0.95]));
  assert.ok(line("reads_as_unsure", [0.2, 0.8]));
  assert.equal(readingText(say, [0.1, 0.6, 0.3]), "reads_as_unsure 1 percent 60 2 percent 30");
});

test("stills are evenly spaced, both ends among them", () => {
  assert.deepEqual(stillsOf(65), [0, 8, 16, 24, 32, 40, 48, 56, 64]);
  assert.deepEqual(stillsOf(1), Array(9).fill(0));
});
