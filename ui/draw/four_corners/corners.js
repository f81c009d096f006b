/* The four corners of the square: A and B are points of the pads, C and D drawings on small sheets of its own. */

/** List the corners that are still to be drawn.
    @param {import("../types").Points} points
    @param {Record<"c" | "d", import("../../kit/runtime/types").Stroke[]>} sheets
    @returns {string[]} their letters, such as ["A", "C"] */
export function missingCorners({ a, b }, { c, d }) {
  const drawn = { A: a, B: b, C: c.length, D: d.length };
  return Object.keys(drawn).filter((letter) => !drawn[letter]);
}

/** Return the shares of the corners in what is mixed at a place of the square.
    @param {number} x 0…1, to the right
    @param {number} y 0…1, down
    @returns {Record<string, number>} by letter, 1 in sum */
export function cornerShares(x, y) {
  return { A: (1 - x) * (1 - y), B: x * (1 - y), C: (1 - x) * y, D: x * y };
}
