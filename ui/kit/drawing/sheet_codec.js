/* A sheet on its way: between the page's parts, to the server and into a link, its picture as base64. */

import { fromBase64, toBase64 } from "../runtime/base64.js";
import { PENS } from "./sheet.js";

/** @typedef {import("./sheet.js").Sheet} Sheet
    @typedef {import("../runtime/types").PackedSheet} PackedSheet */

/** Pack a sheet.
    @param {Sheet} sheet
    @returns {PackedSheet} */
export const packedSheet = ({ strokes, picture, edited, pen }) => ({
  strokes,
  frame: picture && toBase64(picture),
  edited,
  pen,
});

/** Unpack a sheet. What was left out of it becomes blank; a pen that the page has not got is left out.
    @param {Partial<PackedSheet>} packed
    @returns {Omit<Sheet, "pen"> & {pen?: number}} */
export function unpackedSheet({ strokes = [], frame = null, edited = false, pen }) {
  const parts = { strokes, picture: frame ? fromBase64(frame) : null, edited };
  return pen !== undefined && Object.values(PENS).includes(pen) ? { ...parts, pen } : parts;
}
