/* Pictures as the models see them, one after the other in one array of grey bytes. */
const SIDE = 28;
const PIXELS = SIDE * SIDE;

const frameOf = ({ grey }, index) => grey.subarray(index * PIXELS, (index + 1) * PIXELS);
