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
