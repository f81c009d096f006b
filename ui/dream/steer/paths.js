/* Paths between generated digits as data: what the server is asked for, and the frames that it gives. */

import { PIXELS, frameOf } from "../../kit/pictures/frames.js";

/** Frames along a path, row by row where they form a square.
    @typedef {object} Path
    @property {number} n how many frames
    @property {Uint8Array} grey n · 784 bytes, ink 255
    @property {number[][]} proba the reader's ten probabilities of each frame */

/** What the server's `way` is asked for. tiles: digits to begin with; seed: of a walk alone.
    @typedef {{model: string, what: string, tiles: {z: number[], label: number | null}[], seed?: number}} PathRequest */

/** How many digits each kind of path needs: a morph leads from one to another, "classes" draws all ten classes of up to
    four, a walk leads back to the digit that it began with, a square lies between four. */
export const DIGITS_NEEDED = { morph: 2, classes: 4, walk: 1, square: 4 };

/** Compose a request.
    @param {string} model
    @param {string} what a kind of DIGITS_NEEDED
    @param {{z: number[], label: number | null}[]} digits
    @param {number} seed of a walk; other kinds leave it out
    @returns {PathRequest} */
export function pathRequest(model, what, digits, seed) {
  const tiles = digits.map(({ z, label }) => ({ z, label }));
  return { model, what, tiles, ...(what === "walk" ? { seed } : {}) };
}

/** Close a walk: its first frame comes again as its last.
    @param {Path} path
    @returns {Path} of one frame more */
export function closedPath(path) {
  const grey = new Uint8Array(path.grey.length + PIXELS);
  grey.set(path.grey);
  grey.set(frameOf(path, 0), path.grey.length);
  return { n: path.n + 1, grey, proba: [...path.proba, path.proba[0]] };
}

/** Add an entry to a map of limited size; the oldest one gives way.
    @template Value
    @param {Map<string, Value>} entries
    @param {string} key
    @param {Value} value
    @param {number} limit */
export function addLimited(entries, key, value, limit) {
  entries.set(key, value);
  if (entries.size <= limit) return;
  const [oldest] = entries.keys();
  entries.delete(oldest);
}
