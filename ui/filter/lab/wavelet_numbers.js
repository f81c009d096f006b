/* All of the wavelet's numbers together: each with its slider and field, scale, base and index in line. */

import { parameter } from "./parameter.js";
import { scalePowers } from "./scale_powers.js";

/** The numbers by the parameters' names; one that is wrong is the text that was typed.
    @typedef {object} WaveletNumbers
    @property {() => Record<string, number | string>} values
    @property {(values: Record<string, number>) => void} put sets those that are given, one after the other
    @property {(values: Record<string, number | string>) => void} restore sets those that are given and are numbers, all
    at once: of scale, base and index the scale counts
    @property {(errors?: Record<string, string>) => void} refuse says what is wrong with each of them */

/** Tie the numbers together.
    @param {(selector: string) => any} find
    @param {Record<string, import("./parameter.js").Control>} controls by the parameters' names
    @param {(name: string) => void} edited is called when the visitor has changed one of them
    @returns {WaveletNumbers} */
export function waveletNumbers(find, controls, edited) {
  /** @type {Record<string, import("./parameter.js").Parameter>} */
  const fields = {};
  for (const name in controls) {
    fields[name] = parameter(find, name, controls[name], () => {
      followScale(name);
      edited(name);
    });
  }
  const followScale = scalePowers(fields, controls.scale);
  return {
    values: () => Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value])),
    put(values) {
      for (const [name, value] of Object.entries(values)) {
        fields[name].put(value);
        followScale(name);
      }
    },
    restore(values) {
      for (const [name, value] of Object.entries(values)) if (typeof value === "number") fields[name].put(value);
      followScale("scale");
    },
    refuse(errors) {
      for (const name in fields) fields[name].refuse(errors?.[name]);
    },
  };
}
