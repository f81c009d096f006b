/* The Draw tab's state as a few hundred letters of an address. Nothing of it is kept on the server.

   Bytes: version, model, the model beside it, alpha in thousandths, path; then for each sheet what it holds (1 picture,
   2 edited), the pen in tenths, the picture's 784 grey bytes, the number of strokes, and for each stroke the number of
   points and their coordinates in 4096ths of the sheet, each as the difference to the one before; at the end a checksum.
   link_bytes.js says how numbers are written; the bytes are base64url without padding. */

import { fromBase64, toBase64 } from "../../kit/runtime/base64.js";
import { byteReader, byteWriter, checksum } from "./link_bytes.js";

export const LINK = "#ink="; // begins the address's fragment
export const LONGEST_LINK = 30_000; // letters; some programs cut longer addresses
const VERSION = 1;
const LINK_MODELS = [null, "vae_conv", "vae_mlp"]; // links name models by their place here: only ever add to the end
const LINK_PATHS = ["spherical", "straight"]; // likewise
const STEPS = 4096;
const PICTURE_BYTES = 784;
const PENS = [1, 5]; // px, as models/sketch/framing.py has them
const CHECKSUM_BYTES = 4;
const [HAS_PICTURE, EDITED] = [1, 2]; // bits of what a sheet holds

/** A link that cannot be read; `key` names the sentence that says so: link_broken, or link_version for a link of
    another version. */
export class LinkError extends Error {
  /** @param {"link_broken" | "link_version"} key */
  constructor(key) {
    super(key);
    this.key = key;
  }
}

const broken = () => new LinkError("link_broken");

/** Encode the tab's state as the fragment of an address.
    @param {import("../types").LinkState} state model, beside: null or a model that links do not know become none
    @returns {string} */
export function encodeLink({ model, beside, alpha = 0.5, path = LINK_PATHS[0], a, b }) {
  const writer = byteWriter();
  writer.number(VERSION);
  for (const name of [model, beside]) writer.number(placeIn(LINK_MODELS, name));
  writer.number(Math.round(alpha * 1000));
  writer.number(placeIn(LINK_PATHS, path));
  for (const sheet of [a, b]) writeSheet(writer, sheet);
  const all = Uint8Array.from([...writer.bytes, ...checksum(writer.bytes)]);
  return LINK + toBase64(all).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Decode the fragment of an address.
    @param {string} fragment begins with LINK
    @returns {Required<import("../types").LinkState>} model, beside: undefined for models that links do not know
    @throws {LinkError} */
export function decodeLink(fragment) {
  const reader = byteReader(checkedBody(fragment.slice(LINK.length)), broken);
  reader.number(); // the version
  const [model, beside] = [LINK_MODELS[reader.number()], LINK_MODELS[reader.number()]];
  const alpha = Math.min(1, reader.number() / 1000);
  const path = LINK_PATHS[reader.number()] ?? LINK_PATHS[0];
  return { model, beside, alpha, path, a: readSheet(reader), b: readSheet(reader) };
}

const placeIn = (list, name) => Math.max(0, list.indexOf(name));

function writeSheet(writer, { strokes, frame, edited, pen }) {
  writer.number((frame ? HAS_PICTURE : 0) + (edited ? EDITED : 0));
  writer.number(Math.round(pen * 10));
  if (frame) writer.bytes.push(...fromBase64(frame));
  writer.number(strokes.length);
  for (const stroke of strokes) {
    writer.number(stroke.length);
    let [x, y] = [0, 0];
    for (const point of stroke) {
      const [right, down] = point.map((share) => Math.round(share * STEPS));
      writer.difference(right - x);
      writer.difference(down - y);
      [x, y] = [right, down];
    }
  }
}

function readSheet(reader) {
  const holds = reader.number();
  const pen = Math.min(PENS[1], Math.max(PENS[0], reader.number() / 10));
  const frame = holds & HAS_PICTURE ? toBase64(reader.take(PICTURE_BYTES)) : null;
  return { frame, edited: Boolean(holds & EDITED), pen, strokes: reader.list(() => readStroke(reader)) };
}

function readStroke(reader) {
  const share = (value) => Math.min(1, Math.max(0, value / STEPS));
  let [x, y] = [0, 0];
  return reader.list(() => {
    x += reader.difference();
    y += reader.difference();
    return [share(x), share(y)];
  });
}

/** Return the bytes of a link without its checksum, once that and the version are found to be right. */
function checkedBody(letters) {
  let bytes;
  try {
    bytes = fromBase64(base64Of(letters));
  } catch {
    throw broken();
  }
  const body = bytes.subarray(0, -CHECKSUM_BYTES);
  if (body.length < 5 || checksum(body).some((sum, at) => sum !== bytes[body.length + at])) throw broken();
  if (body[0] !== VERSION) throw new LinkError("link_version");
  return body;
}

/** Turn base64url without padding into the base64 that `fromBase64` reads. */
function base64Of(text) {
  const letters = text.replaceAll("-", "+").replaceAll("_", "/");
  return letters.padEnd(Math.ceil(letters.length / 4) * 4, "=");
}
