/* Pictures of one's own as grey pixels: files, whose size is read before they are decoded, and drawings. */

import { greyOnPaper } from "../pictures/grey.js";
import { toBase64 } from "../runtime/base64.js";
import { contextOf, newCanvas } from "../runtime/canvas.js";
import { claimed } from "./picture_header.js";
import { sheetInk } from "./sheet.js";

const LARGEST = 512; // px a side of what is filtered
const HEAVIEST = 50 * 2 ** 20; // bytes of a file that is worth decoding
const BOMB = 8192 ** 2; // px beyond which a file is not decoded: a quarter of a gigabyte
const NOTICED = 4096 ** 2; // px; a picture that large is told to have been reduced
const HEADER = 2 ** 22; // bytes at a file's beginning that mostly say how large its picture is; cameras put much before

/** @typedef {import("./picture_header.js").Size} Size
    @typedef {import("../pictures/colour_maps.js").GreyPicture} GreyPicture */

/** A picture that the visitor has chosen.
    @typedef {object} Chosen
    @property {GreyPicture} shown
    @property {{grey: string, width: number, height: number}} pixels the same for the server, with its bytes in base64
    @property {Size} [reduced] how large it was, where that was so large that its visitor is told */

/** Decode a file to grey pixels: at most 512 px a side, what is transparent on paper, turned as its camera was.
    Throws {key, …values} of the sentence that says why the file is refused, or the browser's own error where it cannot
    decode what looked like a picture.
    @param {Blob} file
    @returns {Promise<Chosen>} */
export async function decoded(file) {
  if (!file.size) throw { key: "empty_file" };
  if (file.size > HEAVIEST) throw { key: "too_heavy" };
  const size = (await claimedIn(file.slice(0, HEADER))) ?? (file.size > HEADER ? await claimedIn(file) : undefined);
  if (!size) throw { key: "no_picture" };
  if (size.width * size.height > BOMB) throw { key: "too_many_pixels", ...size };
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const { width, height } = bitmap;
  if (Math.min(width, height) < 2) throw { key: "too_small", width, height };
  const chosen = greyPixels(bitmap, Math.min(1, LARGEST / Math.max(width, height)));
  bitmap.close();
  if (width * height > NOTICED) chosen.reduced = { width, height };
  return chosen;
}

/** Read the size that a file claims, or its beginning does; undefined where it is not in there.
    @param {Blob} part */
const claimedIn = async (part) => claimed(new Uint8Array(await part.arrayBuffer()));

/** Reduce an image to grey pixels, on paper where it is transparent.
    @param {ImageBitmap | HTMLCanvasElement} image
    @param {number} reduced its new size as a share of its own; no side gets smaller than 2 px
    @returns {Chosen} */
export function greyPixels(image, reduced) {
  const width = Math.max(2, Math.round(image.width * reduced));
  const height = Math.max(2, Math.round(image.height * reduced));
  const context = contextOf(newCanvas(width, height), { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  const grey = greyOnPaper(context.getImageData(0, 0, width, height).data);
  return { shown: { grey, width, height }, pixels: { grey: toBase64(grey), width, height } };
}

/** Draw what lies on a sheet in black ink on white, as grey pixels.
    @param {import("./sheet.js").Sheet} sheet
    @param {number} side px
    @returns {Chosen} */
export function inkPicture(sheet, side) {
  const canvas = newCanvas(side, side);
  sheetInk(contextOf(canvas), sheet, "#000");
  return greyPixels(canvas, 1);
}
