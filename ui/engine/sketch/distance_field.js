/* Ink as the distance to the lines that it follows, and the 28×28 grey frame drawn from it: models/sketch/distance_field.py
   for lines alone, in the page.

   Coordinates are (x, y) in px of the frame, y down; whole numbers are centres of pixels, 13.5 is the centre of the
   image. Numbers that both sides need come as settings, from `models.sketch.framing.settings`. */

/** @typedef {import("./types").SketchSettings} SketchSettings
    @typedef {import("./types").Way} Way */

const SIDE = 28; // px
const CENTRE = (SIDE - 1) / 2;
const FINE = 2; // samples a pixel along each axis
const ROW = FINE * SIDE; // samples
const NOWHERE = 1e-9; // px², which stands for the squared length of a dot

/** @param {number} index of a sample along an axis
    @returns {number} px */
const place = (index) => (index + 0.5) / FINE - 0.5;

const squares = new Float32Array(ROW * ROW); // px², from each sample to the nearest line; used anew by each drawing

/** Draw lines, measure the centre of mass, and draw again with it at the centre of the image.
    @param {Way[]} ways px around (0, 0); a way of one point is a dot
    @param {number} pen px, the lines' width
    @param {SketchSettings} settings
    @returns {Float32Array} 784 grey levels in 0…1, row by row, the darkest 1 */
export function drawnFrame(ways, pen, settings) {
  let [right, down] = [CENTRE, CENTRE];
  let x = greyFrame(ways, right, down, pen, settings.soft);
  for (let draw = 1; draw < settings.draws; draw++) {
    const [missingRight, missingDown] = offCentre(x);
    if (Math.max(Math.abs(missingRight), Math.abs(missingDown)) < settings.off_centre) break;
    right += missingRight;
    down += missingDown;
    x = greyFrame(ways, right, down, pen, settings.soft);
  }
  const peak = x.reduce((most, level) => Math.max(most, level), 0);
  return x.map((level) => level / peak);
}

/** Measure how far the ink's centre of mass has to move to lie at the centre of the image: [right, down] px. */
function offCentre(x) {
  let [sum, across, down] = [0, 0, 0];
  for (let at = 0; at < x.length; at++) {
    sum += x[at];
    across += x[at] * (at % SIDE);
    down += x[at] * Math.floor(at / SIDE);
  }
  return [CENTRE - across / sum, CENTRE - down / sum];
}

/** Turn the distances of the samples into ink of the pixels.
    @param {Way[]} ways
    @param {number} right px, where (0, 0) of the ways lies
    @param {number} down likewise
    @param {number} pen
    @param {number} soft px from paper to full ink across an edge
    @returns {Float32Array} 784 levels in 0…1 */
function greyFrame(ways, right, down, pen, soft) {
  squares.fill(Infinity);
  const reach = (pen + soft) / 2; // there is no ink beyond
  for (const { x, y } of ways) {
    const last = Math.max(x.length - 1, 1);
    for (let at = 0; at < last; at++) {
      const to = Math.min(at + 1, x.length - 1);
      measure(x[at] + right, y[at] + down, x[to] + right, y[to] + down, reach);
    }
  }
  const grey = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < ROW; row++) {
    for (let column = 0; column < ROW; column++) {
      const ink = 0.5 + (pen / 2 - Math.sqrt(squares[row * ROW + column])) / soft;
      if (ink > 0) grey[(row >> 1) * SIDE + (column >> 1)] += Math.min(ink, 1) / FINE ** 2;
    }
  }
  return grey;
}

/** Lower the samples' squared distances to those from one line, from (ax, ay) to (bx, by). */
function measure(ax, ay, bx, by, reach) {
  const [wayX, wayY] = [bx - ax, by - ay];
  const length2 = Math.max(wayX ** 2 + wayY ** 2, NOWHERE);
  const [left, right] = samplesWithin(Math.min(ax, bx) - reach, Math.max(ax, bx) + reach);
  const [top, bottom] = samplesWithin(Math.min(ay, by) - reach, Math.max(ay, by) + reach);
  for (let row = top; row < bottom; row++) {
    const y = place(row) - ay;
    for (let column = left; column < right; column++) {
      const x = place(column) - ax;
      const t = Math.min(Math.max((x * wayX + y * wayY) / length2, 0), 1); // the nearest point is a + t (b − a)
      const square = (x - t * wayX) ** 2 + (y - t * wayY) ** 2;
      if (square < squares[row * ROW + column]) squares[row * ROW + column] = square;
    }
  }
}

/** Find the samples [first, beyond the last] along an axis from one place to another, px. */
const samplesWithin = (low, high) => [
  Math.max(Math.ceil(FINE * (low + 0.5) - 0.5), 0),
  Math.min(Math.floor(FINE * (high + 0.5) - 0.5) + 1, ROW),
];
