/* Bytes as text, as JSON and links carry them. */

/** Decode base64: text → Uint8Array. */
export function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const out = new Uint8Array(letters.length);
  for (let at = 0; at < out.length; at++) out[at] = letters.charCodeAt(at);
  return out;
}

/** Encode as base64: Uint8Array → text, in pieces that fit into a call. */
export function toBase64(bytes) {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters);
}
