/* Pictures as the models see them, one after the other in one array of grey bytes. */

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;

export const frameOf = ({ grey }, index) => grey.subarray(index * PIXELS, (index + 1) * PIXELS);
