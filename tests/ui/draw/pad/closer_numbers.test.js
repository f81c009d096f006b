import assert from "node:assert/strict";
import { test } from "node:test";

import { differencePixels, heightOf, placeOnScale } from "../../../../ui/draw/pad/closer_numbers.js";

const RED = [200, 30, 20];
const BLUE = [10, 60, 220];

function coloured(seen, recon) {
  return [...differencePixels(Uint8Array.from([seen]), Uint8Array.from([recon]), RED, BLUE)];
}

test("where nothing differs nothing is seen", () => {
  assert.equal(coloured(80, 80)[3], 0);
});

test("ink that is added is red, ink that is left out is blue, and all of it is opaque", () => {
  assert.deepEqual(coloured(0, 255), [...RED, 255]);
  assert.deepEqual(coloured(255, 0), [...BLUE, 255]);
});

test("a quarter of the ink is half as opaque", () => {
  assert.ok(Math.abs(coloured(0, 64)[3] - 127.75) <= 0.5);
  assert.equal(coloured(0, 64)[3], coloured(64, 0)[3]);
});

test("pixels stay in their places", () => {
  const found = differencePixels(Uint8Array.from([0, 9, 0]), Uint8Array.from([255, 9, 255]), RED, BLUE);
  assert.equal(found.length, 12);
  assert.deepEqual([...found.subarray(8)], [...RED, 255]);
});

test("zero stands in the middle, and what is beyond 3.5 one px from the edge", () => {
  assert.equal(heightOf(0, 100), 50);
  assert.equal(heightOf(3.5, 100), 1);
  assert.equal(heightOf(-3.5, 100), 99);
  assert.equal(heightOf(8, 100), 1);
  assert.equal(heightOf(1.75, 100), 25.5);
});

test("the band of a scale takes the part from one to five sevenths of it", () => {
  assert.ok(Math.abs(placeOnScale(60, 60, 180) - 1 / 7) < 1e-12);
  assert.ok(Math.abs(placeOnScale(180, 60, 180) - 5 / 7) < 1e-12);
});

test("what is beyond a scale stands at its end", () => {
  assert.equal(placeOnScale(0, 60, 180), 0);
  assert.equal(placeOnScale(900, 60, 180), 1);
});
