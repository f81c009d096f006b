/* What lies on a sheet: strokes, over a picture where there is one. */

import { contextOf, newCanvas } from "../runtime/canvas.js";
import { PEN, strokeInk } from "./stroke.js";

export const FRAME = 28; // px a side of a picture, which fills the sheet
export const PENS = { thin: 1.8, middling: 2.6, thick: 3.6 }; // px of a line in the frame that the model sees

/** What lies on a sheet; never changed but replaced.
    @typedef {object} Sheet
    @property {import("../runtime/types").Stroke[]} strokes
    @property {Uint8Array | null} picture 28 × 28 grey bytes, ink 255: it fills the sheet
    @property {boolean} edited whether the picture was partly erased
    @property {number} pen px of a line in the frame that the model sees */

/** A sheet with nothing on it.
    @type {Readonly<Sheet>} */
export const BLANK = Object.freeze({ strokes: [], picture: null, edited: false, pen: PENS.middling });

/** Say whether nothing lies on a sheet.
    @param {Pick<Sheet, "strokes" | "picture">} sheet
    @returns {boolean} */
export const bare = ({ strokes, picture }) => !strokes.length && !picture;

/** Lay a picture's ink over a whole canvas.
    @param {CanvasRenderingContext2D} context
    @param {Uint8Array} grey 28 × 28 bytes, ink 255
    @param {string} colour of the ink */
function pictureInk(context, grey, colour) {
  const small = newCanvas(FRAME, FRAME);
  const inside = contextOf(small, { willReadFrequently: true });
  inside.fillStyle = colour;
  inside.fillRect(0, 0, FRAME, FRAME);
  const pixels = inside.getImageData(0, 0, FRAME, FRAME);
  grey.forEach((ink, at) => (pixels.data[4 * at + 3] = ink));
  inside.putImageData(pixels, 0, 0);
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, context.canvas.width, context.canvas.height);
}

/** Find how wide a sheet's lines are drawn: over a picture as wide as it shows such a line; elsewhere the model rescales it.
    @param {Pick<Sheet, "picture" | "pen">} sheet
    @returns {number} a share of the sheet */
export const lineWidth = ({ picture, pen }) => (picture ? pen / FRAME : (PEN * pen) / PENS.middling);

/** Draw all that lies on a sheet over a whole canvas.
    @param {CanvasRenderingContext2D} context
    @param {Sheet} sheet
    @param {string} colour of the ink */
export function sheetInk(context, sheet, colour) {
  if (sheet.picture) pictureInk(context, sheet.picture, colour);
  strokeInk(context, sheet.strokes, colour, lineWidth(sheet));
}
