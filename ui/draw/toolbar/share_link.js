/* The Draw tab's state as a few hundred letters of an address. Nothing of it is kept on the server.

   Bytes: version, model, the model beside it, alpha in thousandths, path; then for each sheet what it holds (1 picture,
   2 edited), the pen, the picture's 784 grey bytes, the number of strokes, and for each stroke the number of points
   and their coordinates in 4096ths of the sheet, each as the difference to the one before; at the end a checksum.
   Numbers are written seven bits a byte (LEB128), differences zigzag. */

import { fromBase64, toBase64 } from "../../kit/runtime/base64.js";

export const LINK = "#ink="; // begins the address's fragment
const VERSION = 1;
const LINK_MODELS = [null, "vae_conv", "vae_mlp"]; // links name models by their place here: only ever add to the end
const LINK_PATHS = ["spherical", "straight"]; // likewise
const STEPS = 4096;
export const LONGEST_LINK = 30_000; // letters; some programs cut longer addresses
const PICTURE_BYTES = 784;

/** Adler-32 of all bytes, as four: a letter lost, changed or swapped is seen. */
function checksum(bytes) {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return [b >> 8, b & 255, a >> 8, a & 255];
}

function writer() {
  const bytes = [];
  const number = (value) => {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
    bytes.push(value);
  };
  return { bytes, number, difference: (value) => number(value < 0 ? -2 * value - 1 : 2 * value) };
}

/** {model, beside, alpha, path, a, b} → the fragment of an address; a, b: {strokes, frame, edited, pen}. */
export function linkOf({ model, beside, alpha = 0.5, path = LINK_PATHS[0], a, b }) {
  const { bytes, number, difference } = writer();
  number(VERSION);
  for (const name of [model, beside]) number(Math.max(0, LINK_MODELS.indexOf(name)));
  number(Math.round(alpha * 1000));
  number(Math.max(0, LINK_PATHS.indexOf(path)));
  for (const { strokes, frame, edited, pen } of [a, b]) {
    number((frame ? 1 : 0) + (edited ? 2 : 0));
    number(Math.round(pen * 10));
    if (frame) bytes.push(...fromBase64(frame));
    number(strokes.length);
    for (const stroke of strokes) {
      number(stroke.length);
      let [x, y] = [0, 0];
      for (const point of stroke) {
        const [next, below] = point.map((share) => Math.round(share * STEPS));
        difference(next - x);
        difference(below - y);
        [x, y] = [next, below];
      }
    }
  }
  const all = Uint8Array.from([...bytes, ...checksum(bytes)]);
  return LINK + toBase64(all).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The state in a fragment. Throws {key} of a sentence: link_broken, or link_version for one of another version. */
export function linkState(fragment) {
  let bytes;
  try {
    bytes = fromBase64(base64(fragment.slice(LINK.length)));
  } catch {
    throw { key: "link_broken" };
  }
  const body = bytes.subarray(0, -4);
  if (body.length < 5 || checksum(body).some((sum, at) => sum !== bytes[body.length + at]))
    throw { key: "link_broken" };
  if (body[0] !== VERSION) throw { key: "link_version" };
  let at = 0;
  const number = () => {
    let [value, unit] = [0, 1];
    for (; body[at] > 127; unit *= 128) value += (body[at++] & 127) * unit;
    if (at >= body.length || unit > 2 ** 28) throw { key: "link_broken" };
    return value + body[at++] * unit;
  };
  const difference = () => {
    const value = number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  const many = (each) => {
    const count = number();
    if (count > body.length) throw { key: "link_broken" };
    return Array.from({ length: count }, each);
  };
  const share = (value) => Math.min(1, Math.max(0, value / STEPS));
  const stroke = () => {
    let [x, y] = [0, 0];
    return many(() => {
      x += difference();
      y += difference();
      return [share(x), share(y)];
    });
  };
  const sheet = () => {
    const holds = number();
    const pen = number() / 10;
    const frame = holds & 1 ? toBase64(body.slice(at, (at += PICTURE_BYTES))) : null;
    return { frame, edited: Boolean(holds & 2), pen, strokes: many(stroke) };
  };
  number();
  const [model, beside] = [LINK_MODELS[number()], LINK_MODELS[number()]];
  return {
    model,
    beside,
    alpha: Math.min(1, number() / 1000),
    path: LINK_PATHS[number()] ?? LINK_PATHS[0],
    a: sheet(),
    b: sheet(),
  };
}

/** base64url → base64, which `fromBase64` reads. */
function base64(text) {
  const letters = text.replaceAll("-", "+").replaceAll("_", "/");
  return letters.padEnd(Math.ceil(letters.length / 4) * 4, "=");
}
