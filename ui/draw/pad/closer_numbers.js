/* The numbers behind the pictures of the closer look. */

const SPREAD = 3.5; // of z, shown up and down

/** Colour the difference of two pictures; its opacity grows by the square root, or little would be seen.
    @param {Uint8Array} seen grey bytes, ink 255
    @param {Uint8Array} recon as many
    @param {number[]} added [r, g, b] where the reconstruction adds ink
    @param {number[]} missing [r, g, b] where it leaves ink out
    @returns {Uint8ClampedArray<ArrayBuffer>} RGBA, row by row */
export function differencePixels(seen, recon, added, missing) {
  const pixels = new Uint8ClampedArray(4 * seen.length); // rounds
  seen.forEach((grey, at) => {
    const change = recon[at] - grey;
    pixels.set([...(change > 0 ? added : missing), Math.sqrt(255 * Math.abs(change))], 4 * at);
  });
  return pixels;
}

/** Return where a value of z stands on a canvas, px from its top: 0 in the middle, ±3.5 and beyond one px from the edge.
    @param {number} value
    @param {number} height px
    @returns {number} */
export function heightOf(value, height) {
  const share = Math.max(-SPREAD, Math.min(SPREAD, value)) / SPREAD;
  return height / 2 - share * (height / 2 - 1);
}

/** Return where a value stands on a scale, 0…1, that reaches a quarter of low…high below it and half of it above.
    @param {number} value
    @param {number} low
    @param {number} high
    @returns {number} */
export function placeOnScale(value, low, high) {
  const [from, to] = [low - 0.25 * (high - low), high + 0.5 * (high - low)];
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
