import assert from "node:assert/strict";
import { test } from "node:test";

import { regionAt, regionBorders, regionPixels } from "../../../../ui/draw/latent_map/class_regions.js";

const FINE = 12;
const PATCHES = Uint8Array.from({ length: FINE * FINE }, (_, at) => ((at * 7919) % 31) % 10);

test("one region alone has no border", () => {
  assert.deepEqual(regionBorders(new Uint8Array(25).fill(4), 5), []);
});

test("two halves are parted by one straight line from edge to edge", () => {
  const halves = Uint8Array.from({ length: 16 }, (_, at) => (at % 4 < 2 ? 1 : 7));
  assert.deepEqual(
    regionBorders(halves, 4),
    [0, 1, 2, 3].map((y) => [1.5, y - 0.5, 1.5, y + 0.5]),
  );
});

test("a single point is bordered on its four sides", () => {
  const dot = Uint8Array.from({ length: 9 }, (_, at) => (at === 4 ? 3 : 5));
  const sides = regionBorders(dot, 3).map((line) => line.join(" "));
  assert.deepEqual(sides.sort(), ["0.5 0.5 0.5 1.5", "0.5 0.5 1.5 0.5", "0.5 1.5 1.5 1.5", "1.5 0.5 1.5 1.5"].sort());
});

test("each border lies halfway between two neighbours of different digits, and each such pair has one", () => {
  const borders = regionBorders(PATCHES, FINE);
  const digit = (x, y) => PATCHES[y * FINE + x];
  const upright = ([x, , toX]) => x === toX;
  for (const line of borders) {
    const [x, y] = [(line[0] + line[2]) / 2, (line[1] + line[3]) / 2];
    const [dx, dy] = upright(line) ? [0.5, 0] : [0, 0.5];
    assert.notEqual(digit(x - dx, y - dy), digit(x + dx, y + dy));
  }
  let pairs = 0;
  for (let at = 0; at < FINE * FINE; at++) {
    const [x, y] = [at % FINE, Math.floor(at / FINE)];
    if (x > 0 && digit(x, y) !== digit(x - 1, y)) pairs += 1;
    if (y > 0 && digit(x, y) !== digit(x, y - 1)) pairs += 1;
  }
  assert.equal(borders.length, pairs);
  assert.equal(new Set(borders.map(String)).size, pairs);
});

test("the digit at a place is that of the nearest point", () => {
  const regions = Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.equal(regionAt(regions, 3, 0, 0), 0);
  assert.equal(regionAt(regions, 3, 1, 0), 2);
  assert.equal(regionAt(regions, 3, 0, 1), 6);
  assert.equal(regionAt(regions, 3, 1, 1), 8);
  assert.equal(regionAt(regions, 3, 0.7, 0.4), 4);
  assert.equal(regionAt(regions, 3, 0.8, 0.2), 2);
});

test("each point is opaque in the colour of its digit", () => {
  const colours = Array.from({ length: 10 }, (_, digit) => [digit, 10 * digit, 20 * digit]);
  assert.deepEqual(
    [...regionPixels(Uint8Array.from([9, 0, 2]), colours)],
    [9, 90, 180, 255, 0, 0, 0, 255, 2, 20, 40, 255],
  );
});
