/* A frame as ink: what a field of greys must keep when it is drawn finer than its pixels. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { frameAt } from "../../../../ui/kit/pictures/frames.js";
import { WIDE, smoothInk, weightsAt } from "../../../../ui/kit/pictures/smooth_ink.js";

const FINE = WIDE / 28;
const frame = (grey) => Uint8Array.from({ length: 784 }, (_, at) => grey(at % 28, Math.floor(at / 28)));
const inkAt = (ink, x, y) => ink[Math.floor((y + 0.5) * FINE) * WIDE + Math.floor((x + 0.5) * FINE)];

test("weights are Mitchell and Netravali's: 1/18, 8/9, 1/18 on a pixel, and 1 in sum everywhere", () => {
  const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 1e-12, `${value} is not ${wanted}`);
  weightsAt(0).forEach((weight, at) => near(weight, [1 / 18, 8 / 9, 1 / 18, 0][at]));
  for (const at of [0, 0.1, 0.5, 0.99])
    near(
      weightsAt(at).reduce((sum, weight) => sum + weight),
      1,
    );
});

test("paper stays paper and ink stays ink, up to the edges", () => {
  assert.deepEqual([...new Set(smoothInk(frame(() => 0)))], [0]);
  assert.deepEqual([...new Set(smoothInk(frame(() => 255)))], [255]);
});

test("a stroke of two pixels stays where it was, as wide, with sharp edges", () => {
  const ink = smoothInk(frame((x) => (x === 13 || x === 14 ? 255 : 0)));
  const row = [...ink.subarray(WIDE * 140, WIDE * 141)];
  const sum = row.reduce((total, value) => total + value);
  const middle = row.reduce((total, value, at) => total + value * (at + 0.5), 0) / sum;
  assert.ok(Math.abs(middle - WIDE / 2) < 0.01);
  assert.ok(Math.abs(sum / 255 - 2 * FINE) < FINE / 3);
  assert.ok(row.filter((value) => value > 0 && value < 255).length <= FINE);
});

test("what is turned gives what is turned", () => {
  const one = smoothInk(frame((x, y) => (x * 31 + y * 57) % 256));
  const turned = smoothInk(frame((x, y) => (y * 31 + x * 57) % 256));
  for (const [x, y] of [
    [3, 20],
    [0, 27],
    [14, 5],
  ])
    assert.equal(inkAt(one, x, y), inkAt(turned, y, x));
});

test("between two frames lies their mix, and on a frame itself", () => {
  const grey = new Uint8Array([...frame(() => 100), ...frame(() => 200)]);
  assert.deepEqual([frameAt({ grey }, 0)[5], frameAt({ grey }, 0.25)[5], frameAt({ grey }, 1)[5]], [100, 125, 200]);
});
