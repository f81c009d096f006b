/* One of the wavelet's parameters: its slider, its number field, and the sentence that says what is wrong with it. */

import { refuse } from "../../kit/controls/form_state.js";
import { typedNumber } from "../../kit/controls/typed_number.js";
import { DIGITS, shortNumber } from "./numbers.js";

/** What is known of a parameter: its limits, the slider's step, and what it is at first.
    @typedef {{low: number, high: number, step: number, first: number}} Control */

/** A parameter. Its value is a number, or the typed text that is none: the server's sentence quotes it.
    @typedef {object} Parameter
    @property {number | string} value
    @property {(value: number) => void} put sets it from elsewhere, without a call of `changed`
    @property {(least: number, most: number) => void} reach sets what the slider reaches, narrower than what may be typed
    @property {(sentence?: string) => void} refuse says what is wrong with it; no sentence: nothing is */

/** Tie a parameter's slider and field together.
    @param {(selector: string) => any} find
    @param {string} name of the parameter, as the ids of its elements have it
    @param {Control} control
    @param {(name: string) => void} changed is called when the visitor has changed it
    @returns {Parameter} */
export function parameter(find, name, { low, high, step, first }, changed) {
  const slider = find(`#gabor-${name} input[type=range]`);
  const field = find(`#gabor-${name} input[type=text]`);
  const wrong = find(`#gabor-${name} .wrong`);
  /** @type {Parameter} */
  const self = {
    value: first,
    refuse: (sentence) => refuse(field, wrong, sentence),
    put(value) {
      self.value = value;
      slider.value = value;
      field.value = shortNumber(value, DIGITS[name]);
    },
    reach(least, most) {
      Object.assign(slider, { min: least, max: most });
      slider.value = self.value;
    },
  };

  const typed = () => typedNumber(field.value, { min: low, max: high });
  function read() {
    self.value = typed() ?? field.value;
    slider.value = typed() ?? slider.value;
    changed(name);
  }

  Object.assign(slider, { min: low, max: high, step, value: first });
  slider.addEventListener("input", () => {
    self.value = +slider.value;
    field.value = shortNumber(self.value, DIGITS[name]);
    changed(name);
  });
  // A number that can be used is used while it is typed; what is wrong is said when the field is left.
  field.addEventListener("input", () => typed() !== undefined && read());
  field.addEventListener("change", read);
  self.put(first);
  return self;
}
