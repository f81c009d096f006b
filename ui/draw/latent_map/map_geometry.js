/* Where things lie on the latent map. Its plane shows frames side by side; their middles lie at points of latent space,
   −reach…reach to either side of 0, and half a frame lies around the outermost ones. */

import { PIXELS, SIDE } from "../../kit/pictures/frames.js";

/** Return the coordinates of a plane.
    @param {{reach: number, count: number}} plane reach: units of z; count: frames along a side
    @returns {import("../types").MapGeometry} */
export function mapGeometry({ reach, count }) {
  const half = reach / (count - 1); // of a frame's side, units of z
  const span = reach + half;
  const clamp = (value) => Math.min(reach, Math.max(-reach, value));
  return {
    span,
    inset: half / (2 * span),
    across: (value) => 0.5 + value / (2 * span),
    valueAt: (share) => clamp((2 * share - 1) * span),
    clamp,
  };
}

/** Cut a picture of n × n frames into frames one after the other.
    @param {import("../types").GreyPicture} picture n · 28 px a side
    @param {number} n
    @returns {import("../types").Tiles} */
export function cutTiles({ grey, width }, n) {
  const tiles = new Uint8Array(grey.length);
  for (let row = 0; row < n * SIDE; row++) {
    for (let column = 0; column < n; column++) {
      const start = row * width + column * SIDE;
      const frame = Math.floor(row / SIDE) * n + column;
      tiles.set(grey.subarray(start, start + SIDE), frame * PIXELS + (row % SIDE) * SIDE);
    }
  }
  return { n, grey: tiles };
}
