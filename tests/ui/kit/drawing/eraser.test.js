import assert from "node:assert/strict";
import { test } from "node:test";

import { erased } from "../../../../ui/kit/drawing/eraser.js";
import { BLANK } from "../../../../ui/kit/drawing/sheet.js";

const RADIUS = 0.045;

const sheetOf = (strokes, parts = {}) => ({ ...BLANK, strokes, ...parts });

/** Measure how near a point comes to the way from a to b, by walking along it. */
function nearest([x, y], a, b) {
  const distances = Array.from({ length: 1001 }, (_, at) => {
    const [px, py] = [0, 1].map((axis) => a[axis] + ((b[axis] - a[axis]) * at) / 1000);
    return Math.hypot(x - px, y - py);
  });
  return Math.min(...distances);
}

/** Points every 0.01 of a line across the sheet. */
const across = (y) => Array.from({ length: 81 }, (_, at) => [(10 + at) / 100, y]);

test("where nothing is met the same sheet comes back", () => {
  const sheet = sheetOf([across(0.2)], { picture: new Uint8Array(784) });
  assert.equal(erased(sheet, [0.5, 0.7], [0.6, 0.8]), sheet);
});

test("a stroke that is crossed falls into what lies before and behind the rubber", () => {
  const { strokes } = erased(sheetOf([across(0.5)]), [0.5, 0.3], [0.5, 0.7]);
  assert.equal(strokes.length, 2);
  const [before, behind] = strokes;
  assert.deepEqual(before[0], [0.1, 0.5]);
  assert.deepEqual(behind.at(-1), [0.9, 0.5]);
  assert.ok(before.at(-1)[0] <= 0.5 - RADIUS && before.at(-1)[0] > 0.5 - RADIUS - 0.02);
  assert.ok(behind[0][0] >= 0.5 + RADIUS && behind[0][0] < 0.5 + RADIUS + 0.02);
});

test("between two points that lie far apart a stroke is met too", () => {
  const { strokes } = erased(
    sheetOf([
      [
        [0.1, 0.5],
        [0.9, 0.5],
      ],
    ]),
    [0.5, 0.5],
    [0.5, 0.5],
  );
  assert.equal(strokes.length, 2);
  assert.ok(strokes[0].at(-1)[0] < 0.5 && strokes[1][0][0] > 0.5);
});

test("nothing that is left was met, and nothing that was not met is gone", () => {
  const [from, to] = [
    [0.3, 0.35],
    [0.6, 0.55],
  ];
  const lines = [0.3, 0.4, 0.5, 0.6].map(across);
  const left = erased(sheetOf(lines), from, to).strokes.flat();
  for (const point of left) assert.ok(nearest(point, from, to) >= RADIUS - 1e-3);
  const kept = new Set(left.map(String));
  for (const point of lines.flat()) {
    if (nearest(point, from, to) > RADIUS + 1e-3) assert.ok(kept.has(String(point)), String(point));
  }
});

test("strokes that were not met stay the same arrays", () => {
  const [far, met] = [across(0.9), across(0.5)];
  assert.equal(erased(sheetOf([met, far]), [0.5, 0.5], [0.5, 0.5]).strokes.at(-1), far);
});

test("a single point that is met is gone, and no piece of one point is left", () => {
  assert.deepEqual(erased(sheetOf([[[0.5, 0.5]]]), [0.5, 0.52], [0.5, 0.52]).strokes, []);
  const short = [
    [0.44, 0.5],
    [0.5, 0.5],
  ];
  for (const stroke of erased(sheetOf([short]), [0.5, 0.5], [0.5, 0.5]).strokes) assert.ok(stroke.length > 1);
});

test("of a picture exactly the pixels whose middles were met turn blank", () => {
  const picture = new Uint8Array(784).fill(200);
  const [from, to] = [
    [0.25, 0.6],
    [0.7, 0.2],
  ];
  const after = erased(sheetOf([], { picture }), from, to);
  assert.equal(after.edited, true);
  after.picture.forEach((grey, at) => {
    const distance = nearest([((at % 28) + 0.5) / 28, (Math.floor(at / 28) + 0.5) / 28], from, to);
    if (Math.abs(distance - RADIUS) > 1e-4) assert.equal(grey, distance < RADIUS ? 0 : 200);
  });
  assert.ok(picture.every((grey) => grey === 200)); // the old sheet can be brought back
});

test("a picture of which only paper was met was not edited", () => {
  const picture = new Uint8Array(784);
  picture[0] = 255;
  const sheet = sheetOf([], { picture });
  assert.equal(erased(sheet, [0.8, 0.8], [0.8, 0.8]), sheet);
});

test("a picture without any ink left is none, and was not edited", () => {
  const picture = new Uint8Array(784);
  picture[14 * 28 + 14] = 255;
  const after = erased(sheetOf([across(0.9)], { picture, edited: true }), [0.52, 0.52], [0.52, 0.52]);
  assert.deepEqual([after.picture, after.edited], [null, false]);
});

test("what was edited before stays edited when a stroke alone is met", () => {
  const picture = new Uint8Array(784);
  picture[0] = 255;
  assert.equal(erased(sheetOf([across(0.5)], { picture, edited: true }), [0.5, 0.5], [0.5, 0.5]).edited, true);
});

test("the pen stays as it was", () => {
  assert.equal(erased(sheetOf([across(0.5)], { pen: 3.6 }), [0.5, 0.5], [0.5, 0.5]).pen, 3.6);
});
