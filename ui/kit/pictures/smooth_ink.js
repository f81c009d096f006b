/* A model's 28 × 28 pixels as ink with edges: the grey field between them, and where it is dark enough. */

import { SIDE } from "./frames.js";

const FINE = 10; // px for each of the model's: few enough for 60 frames a second
export const WIDE = SIDE * FINE;
const [PALE, DARK] = [85, 150]; // of 255: greys between which paper turns into ink

/** Give the weights of the four pixels about a place, after Mitchell and Netravali (1988) with B = C = 1/3: enough blur
    to hide the grid, enough edge to keep thin strokes.
    @param {number} at where between the second pixel and the third, 0…1
    @returns {number[]} four, whose sum is 1 */
export const weightsAt = (at) =>
  [1 + at, at, 1 - at, 2 - at].map((far) =>
    far < 1 ? ((7 * far - 12) * far * far + 16 / 3) / 6 : (((-7 * far + 36) * far - 60) * far + 32) / 18,
  );

/** Beyond an edge lies what lies at it. */
const inside = (at) => Math.min(SIDE - 1, Math.max(0, at));
/** For each fine pixel along a side: four pixels and their weights. */
const places = Array.from({ length: WIDE }, (_, fine) => {
  const at = (fine + 0.5) / FINE - 0.5;
  const first = Math.floor(at) - 1;
  return { pixels: [0, 1, 2, 3].map((step) => inside(first + step)), weights: weightsAt(at - first - 1) };
});
/** The ink of each grey, in sixteenths. */
const inks = Uint8Array.from({ length: 255 * 16 + 1 }, (_, grey) => {
  const share = Math.min(1, Math.max(0, (grey / 16 - PALE) / (DARK - PALE)));
  return 255 * share * share * (3 - 2 * share);
});
const across = new Float32Array(SIDE * WIDE);

/** Draw a frame as ink.
    @param {Uint8Array} grey 784 bytes, ink 255
    @returns {Uint8Array} WIDE × WIDE bytes, row by row */
export function smoothInk(grey) {
  const ink = new Uint8Array(WIDE * WIDE);
  for (let x = 0; x < WIDE; x++) {
    const [a, b, c, d] = places[x].pixels;
    const [p, q, r, s] = places[x].weights;
    for (let y = 0, row = 0; y < SIDE; y++, row += SIDE) {
      across[y * WIDE + x] = p * grey[row + a] + q * grey[row + b] + r * grey[row + c] + s * grey[row + d];
    }
  }
  for (let y = 0; y < WIDE; y++) {
    const [a, b, c, d] = places[y].pixels.map((row) => row * WIDE);
    const [p, q, r, s] = places[y].weights;
    for (let x = 0; x < WIDE; x++) {
      const value = p * across[a + x] + q * across[b + x] + r * across[c + x] + s * across[d + x];
      ink[y * WIDE + x] = inks[(Math.min(255, Math.max(0, value)) * 16 + 0.5) | 0];
    }
  }
  return ink;
}
