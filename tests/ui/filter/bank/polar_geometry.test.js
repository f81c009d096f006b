import assert from "node:assert/strict";
import { test } from "node:test";

import { RADIUS, curveCorners, onCircle, pointsText } from "../../../../ui/filter/bank/polar_geometry.js";

const near = (found, expected) => found.forEach((value, at) => assert.ok(Math.abs(value - expected[at]) < 1e-9));

test("directions go anticlockwise from the right, y pointing down", () => {
  near(onCircle(0, 8, 10), [10, 0]);
  near(onCircle(2, 8, 10), [10 / Math.SQRT2, -10 / Math.SQRT2]);
  near(onCircle(4, 8, 10), [0, -10]);
  near(onCircle(8, 8, 10), [-10, 0]);
});

test("a curve has each direction twice, opposite to each other", () => {
  const corners = curveCorners([4, 1, 2], 4);
  assert.equal(corners.length, 6);
  for (let at = 0; at < 3; at++) near(corners[at + 3], [-corners[at][0], -corners[at][1]]);
});

test("corners lie as far out as their energy's share of the largest", () => {
  const radii = curveCorners([4, 1, 0, 2], 4).map(([x, y]) => Math.hypot(x, y) / RADIUS);
  near(radii, [1, 0.25, 0, 0.5, 1, 0.25, 0, 0.5]);
});

test("where next to nothing responds the curve is a point in the middle", () => {
  for (const [x, y] of curveCorners([1, 2], 0)) assert.equal(Math.hypot(x, y), 0);
});

test("corners are written as SVG wants them", () => {
  assert.equal(
    pointsText([
      [1, -2.25],
      [0, 96],
    ]),
    "1.0,-2.3 0.0,96.0",
  );
});
