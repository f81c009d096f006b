/* A colour for each digit, all of them named where they are used: neighbours differ in brightness as well as in hue. */

import { hue } from "./colour_maps.js";

/** Colours of 0 … 9 as [red, green, blue], whole numbers in 0…255. */
export const DIGITS = Array.from({ length: 10 }, (_, digit) =>
  hue(digit / 10, digit % 2 ? 0.68 : 0.8, 0.11).map(Math.round),
);
export const ON_DIGIT = "#1d1c1a"; // of words that stand on such a colour, in the light and in the dark

/** Write a digit's colour for CSS.
    @param {number} digit
    @param {number} [opacity] 0…1
    @returns {string} */
export const digitColour = (digit, opacity = 1) => `rgb(${DIGITS[digit].join(" ")} / ${opacity})`;
