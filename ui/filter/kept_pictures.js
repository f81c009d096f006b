/* Pictures that were filtered lately, and the Fourier transforms of the newest: what ui/filter/spectrum_cache.py is on the
   server. */

import { bytesOf, spectrumOf } from "../engine/gabor/spectrum.js";

const MEGABYTE = 2 ** 20;
const PICTURES = 8 * MEGABYTE; // kept at most; the newest stays whatever it weighs
const TRANSFORMS = 32 * MEGABYTE;

/** A picture and its spectrum, once it was needed.
    @typedef {{picture: import("../kit/runtime/types").GreyPicture,
    spectrum?: import("../engine/gabor/spectrum.js").Spectrum}} Kept */

/** Keep pictures by their keys.
    @param {{pictures?: number, transforms?: number}} [budgets] bytes of each that are kept at most
    @returns {{put(picture: import("../kit/runtime/types").GreyPicture, key?: unknown): string,
    picture(key: unknown): import("../kit/runtime/types").GreyPicture | undefined,
    spectrum(key: unknown): import("../engine/gabor/spectrum.js").Spectrum | undefined, trim(): void}} `put` gives the key,
    one of its own where none is given; `trim` forgets what was used longest ago, once a question is answered */
export function keptPictures({ pictures = PICTURES, transforms = TRANSFORMS } = {}) {
  /** @type {Map<unknown, Kept>} the newest last */
  const kept = new Map();

  function use(key) {
    const found = kept.get(key);
    if (!found) return undefined;
    kept.delete(key);
    kept.set(key, found);
    return found;
  }

  return {
    put(picture, key) {
      const name = typeof key === "string" ? key : `engine-${hashOf(picture)}`;
      if (!use(name)) kept.set(name, { picture });
      return name;
    },
    picture: (key) => use(key)?.picture,
    spectrum(key) {
      const found = use(key);
      if (found) found.spectrum ??= begun(found.picture);
      return found?.spectrum;
    },
    trim() {
      const all = [...kept.entries()];
      let size = all.reduce((sum, [, { picture }]) => sum + picture.grey.length, 0);
      for (const [key, { picture }] of all.slice(0, -1)) {
        if (size <= pictures) break;
        size -= picture.grey.length;
        kept.delete(key);
      }
      trimTransforms([...kept.values()], transforms);
    },
  };
}

/** Forget the oldest transforms, the newest excepted. */
function trimTransforms(all, budget) {
  let size = all.reduce((sum, { spectrum }) => sum + (spectrum ? bytesOf(spectrum) : 0), 0);
  const oldest = all.flatMap(({ spectrum }) =>
    spectrum ? [...spectrum.transforms].map((one) => [spectrum, ...one]) : [],
  );
  for (const [spectrum, name, { values }] of oldest.slice(0, -1)) {
    if (size <= budget) return;
    size -= values.byteLength;
    spectrum.transforms.delete(name);
  }
}

/** Begin the spectrum of a picture, whose values are 0…1. */
function begun({ grey, width, height }) {
  const values = new Float32Array(grey.length);
  for (let at = 0; at < grey.length; at++) values[at] = grey[at] / 255;
  return spectrumOf(values, height, width);
}

/** Name a picture by what it shows: 53 bits, which two pictures of one visitor do not share by chance.
    References: "cyrb53", bryc, public domain. */
function hashOf({ grey, width, height }) {
  let [one, two] = [0xdeadbeef ^ width, 0x41c6ce57 ^ height];
  for (let at = 0; at < grey.length; at++) {
    one = Math.imul(one ^ grey[at], 2654435761);
    two = Math.imul(two ^ grey[at], 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(16);
}
