import assert from "node:assert/strict";
import { test } from "node:test";

import { MESH, patchesFromBehind, project, turnCamera } from "../../../../ui/filter/kernel/surface_mesh.js";

const SIZE = { width: 290, height: 190 }; // so that half the ground's width is 100 px
const SIDE = 97;
const flat = new Float32Array(SIDE * SIDE);
const point = ({ points }, row, column) => [...points.slice(2 * (row * (MESH + 1) + column)).slice(0, 2)];
const near = (found, expected) => found.forEach((value, at) => assert.ok(Math.abs(value - expected[at]) < 1e-3));

test("from above a surface is its ground, row 0 at the top", () => {
  const seen = project(
    flat.map(() => 1),
    SIDE,
    { turn: 0, tilt: Math.PI / 2 },
    SIZE,
  );
  near(point(seen, 0, 0), [45, -5]);
  near(point(seen, MESH, MESH), [245, 195]);
  near(point(seen, MESH / 2, MESH / 2), [145, 95]);
});

test("a quarter turn takes the right edge to the back", () => {
  const seen = project(flat, SIDE, { turn: Math.PI / 2, tilt: Math.PI / 2 }, SIZE);
  near(point(seen, MESH / 2, MESH), [145, -5]);
});

test("from the side a value stands as high as it is large", () => {
  const values = flat.slice();
  values[48 * SIDE + 48] = 1;
  const seen = project(values, SIDE, { turn: 0.7, tilt: 0 }, SIZE);
  near(point(seen, MESH / 2, MESH / 2), [145, 95 - 70]);
  assert.equal(seen.heights[(MESH / 2) * (MESH + 1) + MESH / 2], 1);
});

test("patches come from the back to the front, each once, however the surface is turned", () => {
  for (const turn of [-0.5, 0.3, 1.2, 2, 3.5, 5]) {
    const patches = patchesFromBehind(turn);
    assert.equal(new Set(patches.map(([corner]) => corner)).size, MESH * MESH);
    const when = new Map(patches.map(([corner], at) => [corner, at]));
    const depth = (corner) => {
      const [row, column] = [Math.floor(corner / (MESH + 1)), corner % (MESH + 1)];
      return column * Math.sin(turn) - row * Math.cos(turn);
    };
    for (const [corner] of patches) {
      for (const neighbour of [corner + 1, corner + MESH + 1]) {
        if (!when.has(neighbour)) continue;
        const earlier = when.get(corner) < when.get(neighbour) ? corner : neighbour;
        assert.equal(Math.max(depth(corner), depth(neighbour)), depth(earlier));
      }
    }
  }
});

test("a patch's corners go round it", () => {
  const [corners] = patchesFromBehind(-0.5);
  assert.deepEqual(corners, [0, 1, MESH + 2, MESH + 1]);
});

test("the camera turns freely and tilts from nearly level to straight down", () => {
  const camera = { turn: 0, tilt: 1 };
  turnCamera(camera, -7, 9);
  assert.deepEqual(camera, { turn: -7, tilt: Math.PI / 2 });
  turnCamera(camera, 1, -9);
  assert.deepEqual(camera, { turn: -6, tilt: 0.1 });
});
