import assert from "node:assert/strict";
import { test } from "node:test";

import { frameAt, mosaic, nearestTile } from "../../../../ui/kit/pictures/frame_grid.js";
import { PIXELS, SIDE, frameOf } from "../../../../ui/kit/pictures/frames.js";

/** A grid of n × n frames, each of one grey level: `level(column, row)`. */
function grid(n, level) {
  const grey = new Uint8Array(n * n * PIXELS);
  for (let at = 0; at < n * n; at++) grey.fill(level(at % n, Math.floor(at / n)), at * PIXELS, (at + 1) * PIXELS);
  return { grey, n };
}

test("frames lie one after the other", () => {
  const frames = { grey: Uint8Array.from({ length: 3 * PIXELS }, (_, at) => Math.floor(at / PIXELS)) };
  for (const index of [0, 1, 2]) {
    assert.equal(frameOf(frames, index).length, PIXELS);
    assert.ok(frameOf(frames, index).every((grey) => grey === index));
  }
  assert.equal(frameOf(frames, 3).length, 0);
});

test("a frame is a view of the same bytes, not a copy", () => {
  const frames = { grey: new Uint8Array(PIXELS) };
  frameOf(frames, 0)[5] = 9;
  assert.equal(frames.grey[5], 9);
});

test("the nearest frame is counted row by row", () => {
  assert.equal(nearestTile({ n: 5 }, 0, 0), 0);
  assert.equal(nearestTile({ n: 5 }, 1, 0), 4);
  assert.equal(nearestTile({ n: 5 }, 0, 1), 20);
  assert.equal(nearestTile({ n: 5 }, 0.3, 0.7), 16); // columns and rows lie at 0, 0.25, 0.5, …: column 1 of row 3
});

test("at a frame's own place there is that frame, at the edges too", () => {
  const tiles = grid(4, (column, row) => 10 * column + row);
  for (const [column, row] of [
    [0, 0],
    [3, 0],
    [0, 3],
    [3, 3],
    [1, 2],
  ]) {
    assert.ok(frameAt(tiles, column / 3, row / 3).every((grey) => grey === 10 * column + row));
  }
});

test("a plane is mixed to itself: bilinear interpolation is exact for it", () => {
  const tiles = grid(5, (column, row) => 10 + 40 * column + 8 * row);
  for (const [x, y] of [
    [0.1, 0.2],
    [0.5, 0.5],
    [0.99, 0.01],
    [0.33, 0.87],
  ]) {
    const exact = 10 + 40 * 4 * x + 8 * 4 * y;
    for (const grey of frameAt(tiles, x, y)) assert.ok(Math.abs(grey - exact) <= 0.5 + 1e-9, `${grey}, not ${exact}`);
  }
});

test("in the middle of a cell all four neighbours count alike", () => {
  const tiles = grid(2, (column, row) => [0, 40, 80, 200][2 * row + column]);
  assert.equal(frameAt(tiles, 0.5, 0.5)[0], 80);
});

test("a mosaic shows every pixel of every step-th frame in its place", () => {
  const tiles = { n: 5, grey: Uint8Array.from({ length: 25 * PIXELS }, (_, at) => (at * 7) % 251) };
  const { grey, width } = mosaic(tiles, 2);
  assert.equal(width, 3 * SIDE);
  assert.equal(grey.length, width * width);
  for (let y = 0; y < width; y += 5) {
    for (let x = 0; x < width; x += 3) {
      const index = 2 * Math.floor(y / SIDE) * 5 + 2 * Math.floor(x / SIDE);
      assert.equal(grey[y * width + x], tiles.grey[index * PIXELS + (y % SIDE) * SIDE + (x % SIDE)]);
    }
  }
});

test("a step that does not divide the grid leaves its rest out", () => {
  assert.equal(
    mosaic(
      grid(6, () => 0),
      2,
    ).width,
    3 * SIDE,
  );
  assert.equal(
    mosaic(
      grid(6, () => 0),
      1,
    ).width,
    6 * SIDE,
  );
});
