/* A sheet (see ink.js) on its way: between the page's parts, to the server and into a link, pictures as base64. */

import { fromBase64, toBase64 } from "../runtime/base64.js";
import { PENS } from "./sheet.js";

export const packedSheet = ({ strokes, picture, edited, pen }) => ({
  strokes,
  frame: picture && toBase64(picture),
  edited,
  pen,
});

export function unpackedSheet({ strokes = [], frame = null, edited = false, pen }) {
  const parts = { strokes, picture: frame && fromBase64(frame), edited };
  return Object.values(PENS).includes(pen) ? { ...parts, pen } : parts;
}
