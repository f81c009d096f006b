/* Packing answers as the server packs them, so that the page reads both alike. */

import { toBase64 } from "../kit/runtime/base64.js";

/** Pack pictures as base64 of their grey bytes, 255 for ink.
    @param {ArrayLike<number>} x in 0…1
    @returns {string} */
export function packedInk(x) {
  const grey = new Uint8Array(x.length);
  for (let at = 0; at < x.length; at++) grey[at] = Math.round(x[at] * 255);
  return toBase64(grey);
}

/** Pack numbers as base64 of float32.
    @param {Float32Array} values
    @returns {string} */
export function packedFloats(values) {
  return toBase64(new Uint8Array(values.slice().buffer));
}
