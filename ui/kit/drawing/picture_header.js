/* How large a picture is, read from the first bytes of its file: before it is decoded, since a small file can claim any
   size. */

/** @typedef {{width: number, height: number}} Size px */

const BYTES = 30; // the least that a file must have to be read here; none that holds a picture has fewer

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

/** Find a JPEG's frame header, behind segments that say how long they are.
    @param {Uint8Array} bytes
    @param {DataView} view
    @returns {Size | undefined} */
function claimedByJpeg(bytes, view) {
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    while (bytes[at + 1] === 0xff) at += 1; // padding
    if (at + 9 > bytes.length) return undefined;
    const frame = bytes[at + 1] >= 0xc0 && bytes[at + 1] <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(bytes[at + 1]);
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return undefined;
}
