/* Other digits in the same hand: a row for each slot, all ten classes drawn from its noise. */

import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { best } from "../../kit/pictures/reader_text.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { make } from "../make.js";
import { LETTERS } from "./slots.js";

/** Lay out the table.
    @param {HTMLElement} place
    @param {import("../types").Say} say
    @param {import("../../kit/runtime/types").GeneratedDigit[]} held the digits in the slots, which change in place
    @returns {(path: import("./paths.js").Path) => void} shows ten frames for each slot */
export function layOutClasses(place, say, held) {
  const rows = LETTERS.map((letter) => {
    const canvases = Array.from({ length: 10 }, () => make("canvas", { width: SIDE, height: SIDE, role: "img" }));
    place.append(make("div", {}, make("b", { textContent: letter }), ...canvases));
    return canvases;
  });
  return (path) => {
    rows.forEach((canvases, slot) => {
      canvases.forEach((canvas, digit) => {
        const index = 10 * slot + digit;
        paintInk(canvas, frameOf(path, index), SIDE);
        canvas.classList.toggle("own", held[slot].label === digit);
        const read = best(path.proba[index]);
        canvas.ariaLabel = canvas.title = say("hand", { letter: LETTERS[slot], digit, read });
      });
    });
  };
}
