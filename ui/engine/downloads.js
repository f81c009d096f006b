/* Files of the engine: fetched, checked by their hash, and counted while they come. */

/** A file as ui/engine/files.py lists it.
    @typedef {{file: string, bytes: number, packed: number, sha256: string}} Listed packed: bytes on the way, compressed */

/** Fetch a file whole.
    @param {string} base address of the folder that it lies in
    @param {Listed} listed
    @param {(bytes: number) => void} [came] is told of bytes as they come
    @returns {Promise<ArrayBuffer>} rejected where it does not come, is cut short or altered */
export async function download(base, { file, bytes, sha256 }, came = () => {}) {
  // Over plain HTTP a page has no hashes of its own; then the browser checks, and tells of the file only at its end.
  const own = globalThis.crypto?.subtle;
  const integrity = `sha256-${btoa(String.fromCharCode(...fromHex(sha256)))}`;
  const answer = await fetch(new URL(file, base), own ? {} : { integrity });
  if (!answer.ok || !answer.body) throw new Error(`${file} does not come: ${answer.status}`);
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > bytes) throw new Error(`${file} is longer than ${bytes} bytes`);
    whole.set(value, at);
    at += value.length;
    came(value.length);
  }
  if (at !== bytes || (own && hex(await own.digest("SHA-256", whole)) !== sha256))
    throw new Error(`${file} is cut short or altered`);
  return whole.buffer;
}

/** @param {ArrayBuffer} hash */
const hex = (hash) => Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {string} text */
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
