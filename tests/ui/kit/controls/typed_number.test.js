import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { plainNumber, typedNumber } from "../../../../ui/kit/controls/typed_number.js";

const CASES = JSON.parse(readFileSync(new URL("../typed_numbers.json", import.meta.url), "utf-8"));
const COUNT = { min: 1, max: 100, whole: true };
const TEMPERATURE = { min: 0.1, max: 2 };

test("numbers are read as keyboards of many languages write them", () => {
  for (const [typed, number] of Object.entries(CASES.numbers)) assert.equal(typedNumber(typed), number, typed);
});

test("what is no number is not read", () => {
  for (const typed of CASES.none) assert.equal(typedNumber(typed), undefined, typed);
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

test("any text has plain letters", () => {
  assert.equal(plainNumber("  ー７ abc "), "-7abc");
});
