/* Reading what the page asks: the models' names, points, whole numbers. What is not as it should be is left to the server,
   which words what is wrong. */

import { typedNumber } from "../kit/controls/typed_number.js";

/** Thrown where the server has to answer: it refuses what cannot be used, and knows what is not here. */
export class Elsewhere extends Error {}

/** Find a model.
    @param {{get(name: string): any}} models
    @param {string[]} known names that may be asked for, the preferred one first
    @param {unknown} name undefined or null stands for the first
    @returns {{name: string, model: any}} */
export function modelOf(models, known, name) {
  const chosen = name ?? known[0];
  const model = typeof chosen === "string" && known.includes(chosen) ? models.get(chosen) : undefined;
  return { name: /** @type {string} */ (chosen), model: present(model) };
}

/** Insist on a value.
    @template Value
    @param {Value | undefined} value
    @returns {Value} */
export function present(value) {
  if (value === undefined) throw new Elsewhere();
  return value;
}

/** Read a point of latent space.
    @param {unknown} values
    @param {number} latentDim
    @param {number} farthest the largest size of a coordinate
    @returns {Float32Array} (latentDim) */
export function pointOf(values, latentDim, farthest) {
  const numbers = Array.isArray(values) && values.length === latentDim ? values : [NaN];
  if (!numbers.every((value) => typeof value === "number" && Math.abs(value) <= farthest)) throw new Elsewhere();
  return Float32Array.from(numbers);
}

/** Read a number, or text as people type numbers.
    @param {unknown} value
    @returns {number} finite */
export function numberOf(value) {
  const number = typeof value === "string" ? typedNumber(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) throw new Elsewhere();
  return number;
}

/** Read a whole number, or text that is one.
    @param {unknown} value
    @param {number} low
    @param {number} high
    @returns {number} */
export function wholeOf(value, low, high) {
  const number = numberOf(value);
  if (!Number.isInteger(number) || number < low || number > high) throw new Elsewhere();
  return number;
}

/** Read one of several values.
    @template Value
    @param {unknown} value
    @param {Value[]} known
    @returns {Value} */
export function oneOf(value, known) {
  if (!known.includes(/** @type {any} */ (value))) throw new Elsewhere();
  return /** @type {any} */ (value);
}
