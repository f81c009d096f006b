/* The eraser: what is left of a sheet (see sheet.js) once a round of paper has been rubbed along a line. */

import { FRAME } from "./sheet.js";

const RUBBER = 0.045; // radius as a share of the sheet

/** Distance of a point to the segment from a to b. */
function distanceTo([x, y], a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const along = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
}

/** Rub from one spot to another; the same sheet comes back when nothing was met. */
export function erased(sheet, from, to) {
  const met = (point) => distanceTo(point, from, to) < RUBBER;
  const strokes = sheet.strokes.flatMap((stroke) => cut(stroke, met));
  const picture = sheet.picture?.map((grey, at) =>
    met([((at % FRAME) + 0.5) / FRAME, (Math.floor(at / FRAME) + 0.5) / FRAME]) ? 0 : grey,
  );
  const kept = strokes.length === sheet.strokes.length && strokes.every((stroke, at) => stroke === sheet.strokes[at]);
  const whole = !picture || picture.every((grey, at) => grey === sheet.picture[at]);
  if (kept && whole) return sheet;
  const left = picture?.some((grey) => grey > 0) ? picture : null;
  return { ...sheet, strokes, picture: left, edited: Boolean(left) && (sheet.edited || !whole) };
}

/** What is left of a stroke: the stroke itself when nothing of it was met, else pieces of two points or more. */
function cut(stroke, met) {
  const fine = dense(stroke);
  if (!fine.some(met)) return [stroke];
  const pieces = [[]];
  for (const point of fine) {
    if (!met(point)) pieces.at(-1).push(point);
    else if (pieces.at(-1).length) pieces.push([]);
  }
  return pieces.filter((piece) => piece.length > 1);
}

/** A stroke with points added between those that lie far apart: the eraser may pass there. */
function dense(stroke) {
  return stroke.flatMap((point, at) => {
    if (!at) return [point];
    const before = stroke[at - 1];
    const parts = Math.ceil(Math.hypot(point[0] - before[0], point[1] - before[1]) / (RUBBER / 3));
    return Array.from({ length: Math.max(1, parts) }, (_, part) => {
      const share = (part + 1) / Math.max(1, parts);
      return [0, 1].map((axis) => Math.round((before[axis] + share * (point[axis] - before[axis])) * 1e4) / 1e4);
    });
  });
}
