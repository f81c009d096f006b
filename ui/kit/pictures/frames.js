/* Pictures as the models see them, one after the other in one array of grey bytes. */

export const SIDE = 28; // px of a picture
export const PIXELS = SIDE * SIDE;

/** Pictures one after the other.
    @typedef {{grey: Uint8Array}} Frames grey bytes, ink 255, 784 a picture */

/** Get one of the pictures, without a copy.
    @param {Frames} frames
    @param {number} index
    @returns {Uint8Array} its 784 bytes; fewer where there is none */
export const frameOf = ({ grey }, index) => grey.subarray(index * PIXELS, (index + 1) * PIXELS);

/** Mix the two pictures about a place among them.
    @param {Frames} frames
    @param {number} place 0…, a whole number at each picture
    @returns {Uint8Array} 784 bytes */
export function frameAt(frames, place) {
  const before = frameOf(frames, Math.floor(place));
  const share = place % 1;
  if (!share) return before;
  const after = frameOf(frames, Math.ceil(place));
  return before.map((grey, at) => grey + share * (after[at] - grey) + 0.5);
}
