/* How large a picture is, read from the first bytes of its file: before it is decoded, since a small file can claim any
   size. */

/** @typedef {{width: number, height: number}} Size px */

const BYTES = 30; // the least that a file must have to be read here; none that holds a picture has fewer
// Markers of JPEG (ITU-T T.81, table B.1): frames are sequential, progressive or lossless, of Huffman's or arithmetic code.
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
const ALONE = new Set([0x00, 0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7]); // no length follows; 0 is no marker
const END = 0xd9;
const SCAN = 0xda;

/** Read the size that a file of PNG, JPEG, WebP, GIF, BMP or AVIF claims.
    @param {Uint8Array} bytes the file's beginning
    @returns {Size | undefined} undefined for anything else, and where the size is not among these bytes */
export function claimed(bytes) {
  if (bytes.length < BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (word(bytes, 1, 3) === "PNG" && word(bytes, 12) === "IHDR") {
    return { width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (word(bytes, 0, 3) === "GIF") return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (word(bytes, 0, 2) === "BM") {
    if (view.getUint32(14, true) === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) }; // OS/2
    // A height below zero says that the rows go from top to bottom.
    return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  }
  if (word(bytes, 0) === "RIFF" && word(bytes, 8) === "WEBP") return claimedByWebp(bytes, view);
  if (word(bytes, 4) === "ftyp") return claimedByBoxes(bytes, view);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return claimedByJpeg(bytes, view);
  return undefined;
}

/** Read bytes as letters.
    @param {Uint8Array} bytes
    @param {number} at
    @param {number} [length] */
function word(bytes, at, length = 4) {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** Read the size in a WebP's first chunk, of which there are three kinds: VP8X with alpha, metadata or frames, VP8L
    without losses, "VP8 " with them.
    @param {Uint8Array} bytes
    @param {DataView} view
    @returns {Size} */
function claimedByWebp(bytes, view) {
  const kind = word(bytes, 12);
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

/** Find the largest of the "ispe" boxes of an AVIF: it may hold a preview too.
    @param {Uint8Array} bytes
    @param {DataView} view
    @returns {Size | undefined} */
function claimedByBoxes(bytes, view) {
  /** @type {Size | undefined} */
  let found;
  for (let at = 8; at + 20 <= bytes.length; at++) {
    if (bytes[at] !== 0x69 || word(bytes, at) !== "ispe") continue;
    const box = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!found || box.width * box.height > found.width * found.height) found = box;
  }
  return found;
}

/** Find a JPEG's frame header as decoders do: bytes that belong to no segment are skipped, and so is padding.
    @param {Uint8Array} bytes
    @param {DataView} view
    @returns {Size | undefined} */
function claimedByJpeg(bytes, view) {
  let at = 2;
  while (at + 9 <= bytes.length) {
    const marker = bytes[at] === 0xff ? bytes[at + 1] : 0xff;
    if (marker === 0xff) {
      at += 1; // a stray byte, or padding
    } else if (ALONE.has(marker)) {
      at += 2;
    } else if (FRAMES.has(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    } else if (marker === SCAN || marker === END) {
      return undefined; // a picture without a frame header, which no decoder reads
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return undefined;
}
