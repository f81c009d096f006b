import assert from "node:assert/strict";
import { test } from "node:test";

import { typedNumber } from "../../../../ui/dream/grid/typed_number.js";

const COUNT = { min: 1, max: 100, whole: true };
const TEMPERATURE = { min: 0.1, max: 2, whole: false };

test("plain numbers are read, with spaces round them and a plus sign before", () => {
  assert.equal(typedNumber(" 36 ", COUNT), 36);
  assert.equal(typedNumber("+7", COUNT), 7);
  assert.equal(typedNumber(".5", TEMPERATURE), 0.5);
});

test("a decimal comma and full-width digits are understood", () => {
  assert.equal(typedNumber("0,85", TEMPERATURE), 0.85);
  assert.equal(typedNumber("１．５", TEMPERATURE), 1.5);
  assert.equal(typedNumber("３６", COUNT), 36);
});

test("both ends of the range belong to it, what is beyond does not", () => {
  assert.equal(typedNumber("1", COUNT), 1);
  assert.equal(typedNumber("100", COUNT), 100);
  assert.equal(typedNumber("0", COUNT), undefined);
  assert.equal(typedNumber("101", COUNT), undefined);
  assert.equal(typedNumber("2.05", TEMPERATURE), undefined);
});

test("a count has no decimals, not even zeros", () => {
  assert.equal(typedNumber("4.5", COUNT), undefined);
  assert.equal(typedNumber("4.0", COUNT), undefined);
});

test("what is no number is refused", () => {
  for (const text of ["", " ", ".", "+", "-1", "1e1", "0x10", "NaN", "Infinity", "1,000.5", "moon"]) {
    assert.equal(typedNumber(text, { min: -1e9, max: 1e9, whole: false }), undefined, text);
  }
});
