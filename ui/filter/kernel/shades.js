/* The colours of a surface: from one sign over zero to the other. */

const SHADES = 64; // from one sign to the other

/** For the page in the light and in the dark: the colours below zero, at zero and above it, and that of the mesh.
    @type {Record<"light" | "dark", {tones: [number[], number[], number[]], line: string}>} */
export const TONES = {
  light: {
    tones: [
      [38, 84, 124],
      [250, 246, 236],
      [178, 58, 34],
    ],
    line: "rgb(29 28 26 / 16%)",
  },
  dark: {
    tones: [
      [110, 170, 220],
      [58, 58, 62],
      [240, 138, 108],
    ],
    line: "rgb(255 255 255 / 12%)",
  },
};

/** Mix the shades from the colour `below` over `middle` to `above`.
    @param {number[]} below [r, g, b] in 0…255
    @param {number[]} middle
    @param {number[]} above
    @returns {string[]} 65 colours, as CSS */
export function shades(below, middle, above) {
  return Array.from({ length: SHADES + 1 }, (_, at) => {
    const share = (2 * at) / SHADES - 1;
    const end = share < 0 ? below : above;
    return `rgb(${middle.map((value, channel) => Math.round(value + (end[channel] - value) * Math.abs(share)))})`;
  });
}

/** Find the shade of a value.
    @param {number} value in −1…1; what lies beyond counts as the end
    @returns {number} index into what `shades` gives */
export function shadeOf(value) {
  return Math.round(((Math.max(-1, Math.min(1, value)) + 1) / 2) * SHADES);
}
