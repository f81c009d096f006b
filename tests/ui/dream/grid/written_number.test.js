import assert from "node:assert/strict";
import { test } from "node:test";

import { gapsIn, writtenNumber } from "../../../../ui/dream/grid/written_number.js";

test("a number counts only where one is to be written", () => {
  assert.equal(writtenNumber({ digit: "number", number: "03-1415" }), "03-1415");
  assert.equal(writtenNumber({ digit: "any", number: "03-1415" }), "");
});

test("gaps stand where something other than a digit does", () => {
  assert.deepEqual([...gapsIn("03-1415-9265")], [2, 6]);
  assert.deepEqual([...gapsIn("3.14")], [1]);
});

test("several letters in a row are one gap", () => {
  assert.deepEqual([...gapsIn("12 – (34)")], [2]);
});

test("what stands before the first digit or after the last one is no gap", () => {
  assert.deepEqual([...gapsIn(" (0)")], []);
  assert.deepEqual([...gapsIn("+81 ")], []);
  assert.deepEqual([...gapsIn("")], []);
});

test("full-width digits are digits", () => {
  assert.deepEqual([...gapsIn("０３－１４")], [2]);
});
