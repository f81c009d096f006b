/* What lies on a sheet: strokes [[[x, y], …], …] in 0…1, over a picture where there is one. */

import { PEN, strokeInk } from "./stroke.js";

export const FRAME = 28; // px a side of a picture, which fills the sheet
export const PENS = { thin: 1.8, middling: 2.6, thick: 3.6 }; // px of a line in the frame that the model sees

/** What lies on a sheet; never changed but replaced. picture: 784 grey bytes, ink 255; edited: it was partly erased. */
export const BLANK = Object.freeze({ strokes: [], picture: null, edited: false, pen: PENS.middling });

export const bare = ({ strokes, picture }) => !strokes.length && !picture;

/** Lay grey bytes (28 × 28, ink 255) over a whole canvas. */
function pictureInk(context, grey, colour) {
  const small = Object.assign(document.createElement("canvas"), { width: FRAME, height: FRAME });
  const inside = small.getContext("2d", { willReadFrequently: true });
  inside.fillStyle = colour;
  inside.fillRect(0, 0, FRAME, FRAME);
  const pixels = inside.getImageData(0, 0, FRAME, FRAME);
  grey.forEach((ink, at) => (pixels.data[4 * at + 3] = ink));
  inside.putImageData(pixels, 0, 0);
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, context.canvas.width, context.canvas.height);
}

/** Width of a line of the sheet, as a share of it: over a picture as wide as the picture shows such a line; elsewhere the
    model rescales it. */
export const lineWidth = ({ picture, pen }) => (picture ? pen / FRAME : (PEN * pen) / PENS.middling);

/** Draw all that lies on a sheet. */
export function sheetInk(context, sheet, colour) {
  if (sheet.picture) pictureInk(context, sheet.picture, colour);
  strokeInk(context, sheet.strokes, colour, lineWidth(sheet));
}
