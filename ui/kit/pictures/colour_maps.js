/* Colours for grey bytes: grey itself, a ramp from dark to bright, and a wheel for what goes round. */

/** 256 colours, packed as ImageData keeps them, from a function of 0…255 that gives [r, g, b] in 0…255. */
function palette(colour) {
  return Uint32Array.from({ length: 256 }, (_, grey) => {
    const [r, g, b] = colour(grey).map(Math.round);
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
}

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

function inferno(grey) {
  const at = (grey / 255) * (INFERNO.length - 1);
  const below = Math.min(Math.floor(at), INFERNO.length - 2);
  return INFERNO[below].map((value, channel) => value + (INFERNO[below + 1][channel] - value) * (at - below));
}

/** A hue in 0…1 turns, all as bright as each other: OKLCH (Ottosson 2020) with L 0.74 and C 0.12, as sRGB. */
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

export const COLOURS = {
  grey: palette((grey) => [grey, grey, grey]),
  ramp: palette(inferno),
  wheel: palette((grey) => hue(grey / 256)),
};
export const PART_COLOURS = {
  real: COLOURS.grey,
  imaginary: COLOURS.grey,
  magnitude: COLOURS.ramp,
  phase: COLOURS.wheel,
};

/** A palette as a CSS gradient from left to right. */
export function gradient(colours) {
  const stops = Array.from({ length: 17 }, (_, at) => colours[Math.min(255, at * 16)]);
  return `linear-gradient(to right, ${stops.map((c) => `rgb(${c & 255} ${(c >> 8) & 255} ${(c >> 16) & 255})`)})`;
}

/** Paint grey bytes (width × height, row by row) in the colours of a palette; `weight`, 0…1 for each byte of a second
    picture, fades them to mid-grey. */
export function paintGrey(canvas, { grey, width, height }, colours, weight) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const picture = new ImageData(width, height);
  const pixels = new Uint32Array(picture.data.buffer);
  for (let at = 0; at < pixels.length; at++) pixels[at] = colours[grey[at]];
  if (weight) {
    const { data } = picture;
    for (let at = 0; at < grey.length; at++) {
      const share = weight(at);
      for (let of = 4 * at; of < 4 * at + 3; of++) data[of] = 128 + (data[of] - 128) * share;
    }
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

const scratch = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** A grey picture's URL → {grey (Uint8Array), width, height}. */
export async function greyOf(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const { width, height } = image;
  Object.assign(scratch.canvas, { width, height });
  scratch.drawImage(image, 0, 0);
  return { grey: reds(scratch.getImageData(0, 0, width, height)), width, height };
}

/** The red bytes of ImageData, which are the grey ones of a grey picture. */
function reds({ data }) {
  const grey = new Uint8Array(data.length / 4);
  for (let at = 0; at < grey.length; at++) grey[at] = data[4 * at];
  return grey;
}
