import assert from "node:assert/strict";
import { test } from "node:test";

import { TONES, shadeOf, shades } from "../../../../ui/filter/kernel/shades.js";

const parts = (colour) => colour.match(/\d+/g).map(Number);
const [BELOW, MIDDLE, ABOVE] = [
  [0, 0, 255],
  [128, 128, 128],
  [255, 0, 0],
];

test("the shades begin at the colour below, pass the middle and end at the colour above", () => {
  const all = shades(BELOW, MIDDLE, ABOVE).map(parts);
  assert.equal(all.length, 65);
  assert.deepEqual(all[0], BELOW);
  assert.deepEqual(all[32], MIDDLE);
  assert.deepEqual(all[64], ABOVE);
});

test("each half is mixed evenly", () => {
  const all = shades(BELOW, MIDDLE, ABOVE).map(parts);
  assert.deepEqual(all[16], [64, 64, 192]); // half of each
  for (let at = 1; at <= 64; at++) assert.ok(all[at][0] >= all[at - 1][0] && all[at][2] <= all[at - 1][2]);
});

test("values find their shade: −1, 0 and 1 the ends and the middle, beyond them the ends", () => {
  assert.deepEqual([-1, 0, 1].map(shadeOf), [0, 32, 64]);
  assert.deepEqual([-7, 7].map(shadeOf), [0, 64]);
  assert.equal(shadeOf(0.5), 48);
});

test("in the light and in the dark both signs differ from zero in brightness or colour", () => {
  for (const { tones } of Object.values(TONES)) {
    const [below, middle, above] = tones;
    for (const end of [below, above]) assert.ok(Math.max(...end.map((value, at) => Math.abs(value - middle[at]))) > 60);
  }
});
