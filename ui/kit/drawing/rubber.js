/* The rubber: what is left of strokes once it, being round, has passed along a line. */

/** @typedef {import("../runtime/types").Stroke} Stroke
    @typedef {import("./edge.js").Point} Point */

const RUBBER = 0.045; // radius as a share of the sheet

/** Measure the distance of a point to the segment from a to b.
    @param {Point} point
    @param {Point} a
    @param {Point} b */
function distanceTo([x, y], a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const along = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
}

/** Rub from one spot to another.
    @param {Point} from
    @param {Point} to
    @returns {(point: Point) => boolean} says of a point whether it is met */
export const rubbing = (from, to) => (point) => distanceTo(point, from, to) < RUBBER;

/** Cut out of strokes what is met: such a stroke falls into pieces.
    @param {Stroke[]} strokes
    @param {(point: Point) => boolean} met
    @returns {Stroke[]} the same list where none is met */
export function rubbedOut(strokes, met) {
  const left = strokes.flatMap((stroke) => cut(stroke, met));
  const whole = left.length === strokes.length && left.every((stroke, at) => stroke === strokes[at]);
  return whole ? strokes : left;
}

/** Cut out of a stroke what was met.
    @param {Stroke} stroke
    @param {(point: Point) => boolean} met
    @returns {Stroke[]} the stroke itself when nothing of it was met, else pieces of two points or more */
function cut(stroke, met) {
  const fine = dense(stroke);
  if (!fine.some(met)) return [stroke];
  /** @type {Stroke} */
  let piece = [];
  const pieces = [piece];
  for (const point of fine) {
    if (!met(point)) piece.push(point);
    else if (piece.length) pieces.push((piece = []));
  }
  return pieces.filter(({ length }) => length > 1);
}

/** Add points to a stroke between those that lie far apart: the eraser may pass there.
    @param {Stroke} stroke
    @returns {Stroke} */
function dense(stroke) {
  return stroke.flatMap((point, at) => {
    if (!at) return [point];
    const before = stroke[at - 1];
    const parts = Math.ceil(Math.hypot(point[0] - before[0], point[1] - before[1]) / (RUBBER / 3));
    return Array.from({ length: Math.max(1, parts) }, (_, part) => {
      const share = (part + 1) / Math.max(1, parts);
      const between = (axis) => Math.round((before[axis] + share * (point[axis] - before[axis])) * 1e4) / 1e4;
      return [between(0), between(1)];
    });
  });
}
