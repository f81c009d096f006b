/* A square of n × n decoded frames, row by row: {grey: n·n·784 bytes, n}. Places in it are x to the right and y down,
   each in 0…1, the outermost frames at 0 and 1. */

import { PIXELS, SIDE, frameOf } from "./frames.js";

/** Index of the frame nearest to a place. */
export const nearestTile = ({ n }, x, y) => Math.round(y * (n - 1)) * n + Math.round(x * (n - 1));

/** The frame at a place: its four neighbours, mixed by how near they are. */
export function frameAt(tiles, x, y) {
  const { n } = tiles;
  const cell = (value) => Math.min(n - 2, Math.floor(value * (n - 1)));
  const [column, row] = [cell(x), cell(y)];
  const [right, down] = [x * (n - 1) - column, y * (n - 1) - row];
  const [a, b, c, d] = [0, 1, n, n + 1].map((step) => frameOf(tiles, row * n + column + step));
  const out = new Uint8ClampedArray(PIXELS); // rounds
  for (let at = 0; at < PIXELS; at++) {
    out[at] = (1 - down) * ((1 - right) * a[at] + right * b[at]) + down * ((1 - right) * c[at] + right * d[at]);
  }
  return out;
}

/** Every step-th frame side by side as one picture: {grey, width}. */
export function mosaic(tiles, step) {
  const count = Math.floor((tiles.n - 1) / step) + 1;
  const width = count * SIDE;
  const grey = new Uint8Array(width * width);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const tile = frameOf(tiles, row * step * tiles.n + column * step);
      for (let y = 0; y < SIDE; y++) {
        grey.set(tile.subarray(y * SIDE, (y + 1) * SIDE), (row * SIDE + y) * width + column * SIDE);
      }
    }
  }
  return { grey, width };
}
