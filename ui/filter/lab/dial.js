/* A dial whose arrow shows a direction and is turned with the pointer or from the keyboard. */

import { followContact } from "../../kit/runtime/contact.js";
import { directionAfterKey, directionOf } from "./angles.js";
import { DIGITS, shortNumber } from "./numbers.js";

/** Make an element a dial.
    @param {any} element of role "slider"
    @param {(degrees: number) => void} turned gets the direction, 0 to 359, when the visitor turns the dial
    @param {AbortSignal} [signal]
    @returns {{show(degrees: number): void}} `show` points the arrow, without a call of `turned` */
export function dial(element, turned, signal) {
  let shown = 0; // degrees

  function follow(event) {
    const box = element.getBoundingClientRect();
    const right = event.clientX - (box.left + box.width / 2);
    const up = box.top + box.height / 2 - event.clientY;
    const degrees = directionOf(right, up);
    if (degrees !== undefined) turned(degrees);
  }

  function begin(event) {
    event.preventDefault();
    element.focus({ preventScroll: true });
    follow(event);
  }

  followContact(element, { down: begin, along: follow }, signal);
  element.addEventListener("keydown", (event) => {
    const degrees = directionAfterKey(shown, event.key, event.shiftKey);
    if (degrees === undefined) return;
    turned(degrees);
    event.preventDefault();
  });
  return {
    show(degrees) {
      shown = degrees;
      element.style.setProperty("--turn", `${-degrees}deg`);
      element.ariaValueNow = shortNumber(degrees, DIGITS.theta);
      element.ariaValueText = `${shortNumber(degrees, DIGITS.theta)}°`;
    },
  };
}
