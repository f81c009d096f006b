/* Bytes as text, as JSON and links carry them. */

/** Decode base64. Throws an error of the browser's where it is none.
    @param {string} text
    @returns {Uint8Array} */
export function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const out = new Uint8Array(letters.length);
  for (let at = 0; at < out.length; at++) out[at] = letters.charCodeAt(at);
  return out;
}

/** Encode bytes as base64, in pieces that fit into a call.
    @param {Uint8Array} bytes
    @returns {string} */
export function toBase64(bytes) {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters);
}
