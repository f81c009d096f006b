/* Controls of the figures: sliders that write their value, and a choice of the ten digits. */

import { make } from "./make.js";

/** A slider: its value, and `put`, which sets it without a call of `changed`.
    @typedef {{readonly value: number, put(value: number): void}} Slider */

/** Tie a range input and the <output> beside it together.
    @param {HTMLElement} place the label that holds both
    @param {(value: number) => string} write gives what stands in the output
    @param {(value: number) => void} changed
    @returns {Slider} */
export function sliderIn(place, write, changed) {
  const input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
  const output = /** @type {HTMLOutputElement} */ (place.querySelector("output"));
  const show = () => {
    output.textContent = write(+input.value);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.addEventListener("input", () => {
    show();
    changed(+input.value);
  });
  show();
  return {
    get value() {
      return +input.value;
    },
    put(value) {
      input.value = String(value);
      show();
    },
  };
}

/** Lay out radio buttons for the ten digits.
    @param {HTMLElement} place a fieldset
    @param {string} group name of the buttons, which no others of the page have
    @param {number} first the digit that is chosen at first
    @param {(digit: number) => void} pick is called when another is chosen */
export function tenDigitsIn(place, group, first, pick) {
  for (let digit = 0; digit < 10; digit++) {
    const option = make("input", { type: "radio", name: group, value: digit, checked: digit === first });
    option.addEventListener("change", () => pick(digit));
    place.append(make("label", {}, option, String(digit)));
  }
}
