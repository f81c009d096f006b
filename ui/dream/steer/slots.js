/* Which digits a path goes between: up to four slots, filled from the digits of the grid. */

import { SIDE } from "../../kit/pictures/frames.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { finder } from "../../kit/runtime/find.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { make } from "../make.js";

/** @typedef {import("../../kit/runtime/types").GeneratedDigit} GeneratedDigit */

export const LETTERS = ["A", "B", "C", "D"]; // names of the slots

/** Lay out the slots, and the digits to fill them with.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {() => void} changed called when a digit in a slot has changed */
export function layOutSlots(find, say, changed) {
  /** @type {GeneratedDigit[]} */
  const held = []; // by slot; empty until there is a grid
  let used = 2; // slots that the present path needs
  let active = 0; // the slot that the next pick goes to
  let model = ""; // of the grid; "" until there is one
  let chosen = false; // a visitor has filled a slot; else the newest digits come by themselves

  const buttons = layOutButtons(find(".slots"), activate);
  const picks = layOutPicks(find(".picks"), say, (digit) => fill(active, digit));

  function activate(slot) {
    active = slot;
    buttons.forEach((button, other) => (button.ariaChecked = String(other === slot)));
  }

  function put(slot, digit) {
    held[slot] = digit;
    paintInk(finder(buttons[slot])("canvas"), fromBase64(digit.pixels), SIDE);
    const text = say("slot", { letter: LETTERS[slot], digit: digit.reads_as });
    buttons[slot].ariaLabel = buttons[slot].title = text;
  }

  function fill(slot, digit) {
    chosen = true;
    put(slot, digit);
    activate((slot + 1) % used);
    changed();
  }

  return {
    held,
    /** The digits that the present path goes between; [] until there is a grid. */
    get used() {
      return held.slice(0, used);
    },
    /** Name of the model that drew the digits, "" until there is a grid. */
    get model() {
      return model;
    },
    /** Offer the digits of a grid; they fill the slots unless a visitor has done so with digits of the same model.
        @param {{model: string, tiles: GeneratedDigit[]}} grid */
    offer(grid) {
      const other = grid.model !== model;
      model = grid.model;
      picks.show(grid.tiles);
      if (chosen && !other) return;
      chosen = false;
      LETTERS.forEach((_, slot) => put(slot, grid.tiles[slot % grid.tiles.length]));
      changed();
    },
    /** Show as many slots as a path needs.
        @param {number} count */
    need(count) {
      used = count;
      buttons.forEach((button, slot) => (button.hidden = slot >= used));
      activate(active < used ? active : 0);
    },
    /** Fill a slot with a digit that was chosen elsewhere; the next pick goes to the slot after it. */
    fill,
  };
}

function layOutButtons(place, activate) {
  return LETTERS.map((letter, slot) => {
    const canvas = make("canvas", { width: SIDE, height: SIDE });
    const button = make("button", { type: "button", role: "radio" }, canvas, make("b", { textContent: letter }));
    button.addEventListener("click", () => activate(slot));
    place.append(button);
    return button;
  });
}

/** Lay out small digits to be picked; `pick(digit)` is called with the one that is clicked. */
function layOutPicks(place, say, pick) {
  let digits = [];

  function addButton() {
    const button = make("button", { type: "button" }, make("canvas", { width: SIDE, height: SIDE }));
    button.addEventListener("click", () => pick(digits[[...place.children].indexOf(button)]));
    place.append(button);
  }

  return {
    show(next) {
      digits = next;
      while (place.children.length > digits.length) place.lastElementChild.remove();
      while (place.children.length < digits.length) addButton();
      digits.forEach(({ pixels, reads_as: digit, at }, index) => {
        const button = place.children[index];
        paintInk(button.firstChild, fromBase64(pixels), SIDE);
        button.ariaLabel = say("pick_one", { digit, number: at + 1 });
      });
    },
  };
}
