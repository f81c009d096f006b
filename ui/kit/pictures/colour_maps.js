/* Colours for grey bytes: grey itself, a ramp from dark to bright, and a wheel for what goes round. */

import { contextOf, fitTo, newCanvas } from "../runtime/canvas.js";
import { packedColours, unpackedColour } from "../runtime/packed_colours.js";

/** A grey picture.
    @typedef {{grey: Uint8Array, width: number, height: number}} GreyPicture width × height bytes, row by row */

// Eight of the colours of Matplotlib's "inferno" (CC0), evenly spaced: brightness grows evenly with the value.
const INFERNO = [
  [0, 0, 4],
  [40, 11, 84],
  [101, 21, 110],
  [159, 42, 99],
  [212, 72, 66],
  [245, 125, 21],
  [250, 193, 39],
  [252, 255, 164],
];

/** Find the colour of a grey level 0…255 between its two neighbours of the eight: [red, green, blue] in 0…255. */
function inferno(grey) {
  const at = (grey / 255) * (INFERNO.length - 1);
  const below = Math.min(Math.floor(at), INFERNO.length - 2);
  return INFERNO[below].map((value, channel) => value + (INFERNO[below + 1][channel] - value) * (at - below));
}

/** Convert a colour of OKLCH, in which hues of one lightness are as bright as each other, to sRGB.
    @param {number} turns hue in turns: 0…1 goes once round
    @param {number} [lightness] 0…1
    @param {number} [chroma] 0 is grey
    @returns {number[]} [red, green, blue] in 0…255, not rounded; what sRGB cannot show is clipped
    References: B. Ottosson, "A perceptual color space for image processing", 2020. */
export function hue(turns, lightness = 0.74, chroma = 0.12) {
  const a = chroma * Math.cos(2 * Math.PI * turns);
  const b = chroma * Math.sin(2 * Math.PI * turns);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((linear) => {
    const light = Math.min(1, Math.max(0, linear));
    return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
  });
}

/** Palettes: colours of the 256 grey levels, as ImageData keeps them. */
export const COLOURS = {
  grey: packedColours((grey) => [grey, grey, grey]),
  ramp: packedColours(inferno),
  wheel: packedColours((grey) => hue(grey / 256)),
};
/** The palette for each part of a complex picture. */
export const PART_COLOURS = {
  real: COLOURS.grey,
  imaginary: COLOURS.grey,
  magnitude: COLOURS.ramp,
  phase: COLOURS.wheel,
};

/** Write a palette as a CSS gradient from left to right.
    @param {Uint32Array} colours
    @returns {string} */
export function gradient(colours) {
  const stops = Array.from({ length: 17 }, (_, at) => colours[Math.min(255, at * 16)]);
  return `linear-gradient(to right, ${stops.map((c) => `rgb(${unpackedColour(c).join(" ")})`)})`;
}

/** @type {WeakMap<HTMLCanvasElement, ImageData>} what was painted last: a new one for each frame would be a megabyte */
const sheets = new WeakMap();

/** Find or make the ImageData of a canvas.
    @returns {ImageData} */
function sheetOf(canvas, width, height) {
  const known = sheets.get(canvas);
  if (known && known.width === width && known.height === height) return known;
  const made = new ImageData(width, height);
  sheets.set(canvas, made);
  return made;
}

/** Paint a grey picture in the colours of a palette on a canvas of as many pixels.
    @param {HTMLCanvasElement} canvas
    @param {GreyPicture} picture
    @param {Uint32Array} colours
    @param {{grey: Uint8Array, full: number}} [weights] of the pixels: what weighs less than `full` fades to mid-grey */
export function paintGrey(canvas, { grey, width, height }, colours, weights) {
  fitTo(canvas, width, height);
  const picture = sheetOf(canvas, width, height);
  const pixels = new Uint32Array(picture.data.buffer);
  if (weights) paintFaded(pixels, grey, fading(colours, weights.full), weights);
  else for (let at = 0; at < pixels.length; at++) pixels[at] = colours[grey[at]];
  contextOf(canvas).putImageData(picture, 0, 0);
}

function paintFaded(pixels, grey, table, { grey: weights, full }) {
  for (let at = 0; at < pixels.length; at++) {
    const weight = weights[at];
    pixels[at] = table[((weight < full ? weight : full) << 8) | grey[at]];
  }
}

/** @type {Map<Uint32Array, Uint32Array>} palette → its colours at each weight, the newest `full` alone */
const faded = new Map();

/** Tabulate a palette at each weight from 0, mid-grey, to `full`, the palette itself.
    @param {Uint32Array} colours
    @param {number} full
    @returns {Uint32Array} (full + 1) · 256 colours */
export function fading(colours, full) {
  const known = faded.get(colours);
  if (known && known.length === (full + 1) * 256) return known;
  const table = new Uint32Array((full + 1) * 256);
  for (let weight = 0; weight <= full; weight++) {
    const towards = (value) => 128 + ((value - 128) * weight) / full;
    table.set(
      packedColours((grey) => unpackedColour(colours[grey]).map(towards)),
      weight * 256,
    );
  }
  faded.set(colours, table);
  return table;
}

/** @type {CanvasRenderingContext2D | undefined} of the canvas on which `greyOf` reads pictures, once it was needed */
let scratch;

/** Read a grey picture. Throws an EncodingError where the URL gives none.
    @param {string | GreyPicture} url as a server sends it; a picture, as the engine in the page does, stays as it is
    @returns {Promise<GreyPicture>} */
export async function greyOf(url) {
  if (typeof url !== "string") return url;
  const image = new Image();
  image.src = url;
  await image.decode();
  const { width, height } = image;
  scratch ??= contextOf(newCanvas(width, height), { willReadFrequently: true });
  Object.assign(scratch.canvas, { width, height }); // which wipes it, too
  scratch.drawImage(image, 0, 0);
  return { grey: reds(scratch.getImageData(0, 0, width, height)), width, height };
}

/** Take the red bytes of ImageData, which are the grey ones of a grey picture. */
function reds({ data }) {
  const grey = new Uint8Array(data.length / 4);
  for (let at = 0; at < grey.length; at++) grey[at] = data[4 * at];
  return grey;
}
