// That Python makes the same bytes is in test_grey.py.
import assert from "node:assert/strict";
import { test } from "node:test";

import { greyOnPaper, luma } from "../../../../ui/kit/pictures/grey.js";

/** Pixels of one colour and opacity. */
const many = (count, ...pixel) => Array.from({ length: count }, () => pixel).flat();

test("colours weigh as Rec. 601 says", () => {
  assert.equal(luma(255, 255, 255), 255);
  assert.equal(luma(0, 0, 0), 0);
  for (const [red, green, blue] of [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [200, 102, 7],
  ]) {
    assert.ok(Math.abs(luma(red, green, blue) - (0.299 * red + 0.587 * green + 0.114 * blue)) <= 0.51);
  }
});

test("dark ink on transparency lies on white", () => {
  assert.deepEqual([...greyOnPaper([0, 0, 0, 255, 9, 9, 9, 0])], [0, 255]);
});

test("light ink on transparency lies on black", () => {
  assert.deepEqual([...greyOnPaper([255, 255, 255, 255, 255, 255, 255, 0])], [255, 0]);
  assert.deepEqual([...greyOnPaper([...many(1, 235, 232, 223, 255), 0, 0, 0, 0])].slice(1), [0]);
});

test("a light card with dark ink on it lies on white", () => {
  const [card, ink, around] = [many(90, 250, 250, 250, 255), many(10, 20, 20, 20, 255), many(50, 0, 0, 0, 0)];
  assert.equal(greyOnPaper([...card, ...ink, ...around])[149], 255);
});

test("what is half transparent lies half-way between its colour and the paper", () => {
  assert.deepEqual([...greyOnPaper([0, 0, 0, 128, 255, 255, 255, 0])], [127, 255]);
  assert.deepEqual([...greyOnPaper([255, 255, 255, 128, 0, 0, 0, 0])], [128, 0]);
});

test("what is transparent all over is white", () => {
  assert.deepEqual([...greyOnPaper(many(2, 0, 0, 0, 0))], [255, 255]);
});
