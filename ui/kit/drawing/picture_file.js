/* Pictures of one's own as grey pixels: files, whose size is read before they are decoded, and drawings. */

import { toBase64 } from "../runtime/base64.js";
import { sheetInk } from "./sheet.js";

const LARGEST = 512; // px a side of what is filtered
const HEAVIEST = 50 * 2 ** 20; // bytes of a file that is worth decoding
const BOMB = 8192 ** 2; // px beyond which a file is not decoded: a quarter of a gigabyte
const NOTICED = 4096 ** 2; // px; a picture that large is told to have been reduced
const HEADER = 2 ** 22; // bytes at a file's beginning that say how large its picture is; cameras put much before it

/** {width, height} that a PNG, JPEG, WebP, GIF, BMP or AVIF claims in its first bytes; undefined for anything else. */
function claimed(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at, length = 4) => String.fromCharCode(...bytes.subarray(at, at + length));
  if (word(1, 3) === "PNG" && word(12) === "IHDR") return { width: view.getUint32(16), height: view.getUint32(20) };
  if (word(0, 3) === "GIF") return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (word(0, 2) === "BM") return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  if (word(0) === "RIFF" && word(8) === "WEBP") return claimedByWebp(bytes, view, word(12));
  if (word(4) === "ftyp") return claimedByBoxes(bytes, view, word);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return claimedByJpeg(bytes, view);
}

function claimedByWebp(bytes, view, kind) {
  if (kind === "VP8X") {
    const three = (at) => 1 + (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16));
    return { width: three(24), height: three(27) };
  }
  if (kind === "VP8L") {
    const packed = view.getUint32(21, true);
    return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >> 14) & 0x3fff) };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** AVIF: the largest of its "ispe" boxes. */
function claimedByBoxes(bytes, view, word) {
  let found;
  for (let at = 8; at + 20 <= bytes.length; at++) {
    if (bytes[at] !== 0x69 || word(at) !== "ispe") continue;
    const box = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!found || box.width * box.height > found.width * found.height) found = box;
  }
  return found;
}

/** JPEG: the frame header, behind segments that say how long they are. */
function claimedByJpeg(bytes, view) {
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    while (bytes[at + 1] === 0xff) at += 1; // padding
    const frame = bytes[at + 1] >= 0xc0 && bytes[at + 1] <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(bytes[at + 1]);
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
}

/** A file as grey pixels, at most 512 px a side, what is transparent on white, turned as its camera was.
    Throws {key, …values} of the sentence that says why it is refused. */
export async function decoded(file) {
  if (!file.size) throw { key: "empty_file" };
  if (file.size > HEAVIEST) throw { key: "too_heavy" };
  const header = new Uint8Array(await file.slice(0, HEADER).arrayBuffer());
  const size = header.length >= 30 && claimed(header);
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

/** An image, reduced, on white: {grey, width, height}, and the packet that the server is sent. */
export function greyPixels(image, reduced) {
  const width = Math.max(2, Math.round(image.width * reduced));
  const height = Math.max(2, Math.round(image.height * reduced));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    grey[at] = Math.round(0.2126 * data[4 * at] + 0.7152 * data[4 * at + 1] + 0.0722 * data[4 * at + 2]);
  }
  return packet({ grey, width, height });
}

const packet = (shown) => ({ shown, pixels: { ...shown, grey: toBase64(shown.grey) } });

/** What lies on a sheet as black ink on white, as grey pixels. */
export function inkPicture(sheet, side) {
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  sheetInk(canvas.getContext("2d"), sheet, "#000");
  return greyPixels(canvas, 1);
}
