/* The bank's two axes, scale and direction, as text and colours. */

import { hue } from "../../kit/pictures/colour_maps.js";

/** The axes of the bank.
    @typedef {object} BankAxes
    @property {number[]} scales px, one for each row
    @property {number} directions how many share half a turn, one for each column
    @property {(at: number) => number} degrees of a direction, by its number
    @property {(at: number) => string} colour of a direction, as CSS
    @property {(at: number) => string} px of the carrier's wavelength at a scale, by its number, as text */

/** Describe the axes.
    @param {{scales: number[], directions: number, wavelength: number}} props wavelength: px at scale 1
    @returns {BankAxes} */
export function bankAxes({ scales, directions, wavelength }) {
  return {
    scales,
    directions,
    degrees: (at) => (180 * at) / directions,
    colour: (at) => `rgb(${hue(at / directions).map(Math.round)})`,
    px: (at) => (wavelength * scales[at]).toFixed(1),
  };
}
