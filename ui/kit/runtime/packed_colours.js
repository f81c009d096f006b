/* Colours as ImageData keeps them when it is read in words of 32 bits: red in the lowest byte, opacity in the highest. */

/** Tabulate 256 opaque colours.
    @param {(grey: number) => number[]} colour of a grey level 0…255: [red, green, blue] in 0…255, which are rounded
    @returns {Uint32Array} */
export function packedColours(colour) {
  return Uint32Array.from({ length: 256 }, (_, grey) => {
    const [r, g, b] = colour(grey).map(Math.round);
    return (255 << 24) | (b << 16) | (g << 8) | r;
  });
}

/** Take a packed colour apart.
    @param {number} colour
    @returns {[number, number, number]} red, green and blue in 0…255 */
export function unpackedColour(colour) {
  return [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
}
