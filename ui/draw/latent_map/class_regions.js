/* Regions of the digits: the likeliest digit, 0…9, at each of fine × fine points, row by row. */

/** Return the digit at a place.
    @param {Uint8Array} regions
    @param {number} fine points along a side
    @param {number} x 0…1, to the right
    @param {number} y 0…1, down
    @returns {number} */
export function regionAt(regions, fine, x, y) {
  return regions[Math.round(y * (fine - 1)) * fine + Math.round(x * (fine - 1))];
}

/** Colour each point.
    @param {Uint8Array} regions
    @param {number[][]} colours [r, g, b] of each digit, 0…255
    @returns {Uint8ClampedArray<ArrayBuffer>} RGBA */
export function regionPixels(regions, colours) {
  const pixels = new Uint8ClampedArray(4 * regions.length);
  regions.forEach((digit, at) => pixels.set([...colours[digit], 255], 4 * at));
  return pixels;
}

/** List the borders of the regions, each between two points of different digits.
    @param {Uint8Array} regions
    @param {number} fine points along a side
    @returns {[number, number, number, number][]} lines [x, y, x, y]; point (column, row) lies at x = column, y = row */
export function regionBorders(regions, fine) {
  /** @type {[number, number, number, number][]} */
  const borders = [];
  for (let y = 0; y < fine; y++) {
    for (let x = 0; x < fine; x++) {
      const digit = regions[y * fine + x];
      const [right, below] = [x + 0.5, y + 0.5];
      if (x + 1 < fine && regions[y * fine + x + 1] !== digit) borders.push([right, below - 1, right, below]);
      if (y + 1 < fine && regions[(y + 1) * fine + x] !== digit) borders.push([right - 1, below, right, below]);
    }
  }
  return borders;
}
