/* The eraser: what is left of a sheet once a round rubber has passed along a line. */

import { FRAME } from "./sheet.js";

/** @typedef {import("./sheet.js").Sheet} Sheet
    @typedef {import("../runtime/types").Stroke} Stroke
    @typedef {[number, number]} Point x and y in 0…1 */

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

/** Rub from one spot to another. A stroke that is met falls into pieces, a pixel of the picture that is met turns blank;
    a picture without any ink left is none.
    @param {Sheet} sheet
    @param {Point} from
    @param {Point} to
    @returns {Sheet} the same one when nothing was met */
export function erased(sheet, from, to) {
  const met = (point) => distanceTo(point, from, to) < RUBBER;
  const strokes = sheet.strokes.flatMap((stroke) => cut(stroke, met));
  const before = sheet.picture;
  const picture = before?.map((grey, at) =>
    met([((at % FRAME) + 0.5) / FRAME, (Math.floor(at / FRAME) + 0.5) / FRAME]) ? 0 : grey,
  );
  const kept = strokes.length === sheet.strokes.length && strokes.every((stroke, at) => stroke === sheet.strokes[at]);
  const whole = !picture || picture.every((grey, at) => grey === before?.[at]);
  if (kept && whole) return sheet;
  const left = picture && picture.some((grey) => grey > 0) ? picture : null;
  return { ...sheet, strokes, picture: left, edited: Boolean(left) && (sheet.edited || !whole) };
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
