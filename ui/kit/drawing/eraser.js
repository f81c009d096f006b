/* The eraser: what is left of a sheet once the rubber has passed along a line. */

import { rubbedOut, rubbing } from "./rubber.js";
import { FRAME } from "./sheet.js";

/** @typedef {import("./sheet.js").Sheet} Sheet
    @typedef {import("./edge.js").Point} Point */

/** Rub from one spot to another. A stroke that is met falls into pieces, a pixel of the picture that is met turns blank;
    a picture without any ink left is none.
    @param {Sheet} sheet
    @param {Point} from
    @param {Point} to
    @returns {Sheet} the same one when nothing was met */
export function erased(sheet, from, to) {
  const met = rubbing(from, to);
  const strokes = rubbedOut(sheet.strokes, met);
  const before = sheet.picture;
  const picture = before?.map((grey, at) =>
    met([((at % FRAME) + 0.5) / FRAME, (Math.floor(at / FRAME) + 0.5) / FRAME]) ? 0 : grey,
  );
  const whole = !picture || picture.every((grey, at) => grey === before?.[at]);
  if (strokes === sheet.strokes && whole) return sheet;
  const left = picture && picture.some((grey) => grey > 0) ? picture : null;
  return { ...sheet, strokes, picture: left, edited: Boolean(left) && (sheet.edited || !whole) };
}
