/* The numbers behind the sliders: how much units say, values as they are typed and written, strips of frames. */

import { PIXELS, SIDE } from "../../kit/pictures/frames.js";

const IDLE = 0.01; // nats: a unit that says less is left unused by the VAE

/** Return whether a unit is left unused.
    @param {number} nats its KL to the prior
    @returns {boolean} */
export const isIdle = (nats) => nats < IDLE;

/** Return KL(q(z | x) ‖ N(0, 1)) of each unit, nats (Kingma & Welling 2014, appendix B).
    @param {{mu: number[], logvar: number[]}} posterior
    @returns {number[]} */
export function klToPrior({ mu, logvar }) {
  return mu.map((mean, unit) => 0.5 * (mean * mean + Math.exp(logvar[unit]) - 1 - logvar[unit]));
}

/** Sort units by how much they say, most first.
    @param {number[]} kl of each unit
    @returns {number[]} units, from 0 */
export function byInformation(kl) {
  return kl.map((_, unit) => unit).sort((a, b) => kl[b] - kl[a]);
}

/** Return what tells a point from others: its model and its numbers.
    @param {{model: string, z: number[]}} point
    @returns {string} */
export const pointKey = ({ model, z }) => `${model} ${z.join(" ")}`;

/** Write a number with two digits behind the point at most, and a minus sign.
    @param {number} value
    @returns {string} */
export function writeNumber(value) {
  return String(Math.round(value * 100) / 100).replace("-", "−");
}

/** Lay the frames of a unit's strip side by side.
    @param {Uint8Array} grey all units' strips one after the other, `stops` frames each
    @param {number} unit
    @param {number} stops
    @returns {Uint8Array} one picture, stops · 28 px wide and 28 px high */
export function sideBySide(grey, unit, stops) {
  const picture = new Uint8Array(stops * PIXELS);
  for (let stop = 0; stop < stops; stop++) {
    for (let y = 0; y < SIDE; y++) {
      const start = (unit * stops + stop) * PIXELS + y * SIDE;
      picture.set(grey.subarray(start, start + SIDE), (y * stops + stop) * SIDE);
    }
  }
  return picture;
}
