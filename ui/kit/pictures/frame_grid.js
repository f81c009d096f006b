/* A square of n × n decoded frames. Places in it are x to the right and y down, each in 0…1, the outermost frames at
   0 and 1. */

import { PIXELS, SIDE, frameOf } from "./frames.js";

/** Frames row by row, n ≥ 2 in each row and column.
    @typedef {{grey: Uint8Array, n: number}} FrameGrid n·n·784 grey bytes, ink 255 */

/** Find the frame nearest to a place.
    @param {{n: number}} tiles
    @param {number} x
    @param {number} y
    @returns {number} its index */
export const nearestTile = ({ n }, x, y) => Math.round(y * (n - 1)) * n + Math.round(x * (n - 1));

/** Mix the four frames round a place by how near they are (bilinear interpolation).
    @param {FrameGrid} tiles
    @param {number} x
    @param {number} y
    @returns {Uint8ClampedArray<ArrayBuffer>} 784 grey bytes */
export function frameAt(tiles, x, y) {
  const { n } = tiles;
  const cell = (share) => Math.min(n - 2, Math.floor(share * (n - 1)));
  const [column, row] = [cell(x), cell(y)];
  const [right, down] = [x * (n - 1) - column, y * (n - 1) - row];
  const [a, b, c, d] = [0, 1, n, n + 1].map((step) => frameOf(tiles, row * n + column + step));
  const out = new Uint8ClampedArray(PIXELS); // rounds
  for (let at = 0; at < PIXELS; at++) {
    out[at] = (1 - down) * ((1 - right) * a[at] + right * b[at]) + down * ((1 - right) * c[at] + right * d[at]);
  }
  return out;
}

/** Lay every step-th frame side by side, as one picture.
    @param {FrameGrid} tiles
    @param {number} step
    @returns {{grey: Uint8Array, width: number}} a square of width × width grey bytes */
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
