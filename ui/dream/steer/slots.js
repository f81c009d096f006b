/* Which digits a way goes between: up to four slots, filled from the tiles of the grid. */

import { SIDE } from "../../kit/pictures/frames.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";

export const LETTERS = ["A", "B", "C", "D"];

/** `changed()` is called when a digit that counts has changed. Returns the slots, their tiles in `held`. */
export function slotsIn(find, say, changed) {
  const held = [null, null, null, null];
  let used = 2; // slots that the present way needs
  let active = 0; // the one that the next pick goes to
  let grid = { tiles: [] };
  let touched = false; // a visitor has chosen; else the newest digits come by themselves

  const buttons = LETTERS.map((letter, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.role = "radio";
    const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    const name = document.createElement("b");
    name.textContent = letter;
    button.append(canvas, name);
    button.addEventListener("click", () => mark(at));
    find(".slots").append(button);
    return button;
  });

  function mark(at) {
    active = at;
    buttons.forEach((button, other) => (button.ariaChecked = String(other === at)));
  }

  function put(at, tile) {
    held[at] = tile;
    paintInk(buttons[at].firstChild, fromBase64(tile.pixels), SIDE);
    buttons[at].ariaLabel = buttons[at].title = say("slot", { letter: LETTERS[at], digit: tile.reads_as });
  }

  /** The digits of the grid, small, to be picked. */
  function offer(next) {
    const other = next.model !== grid.model;
    grid = next;
    const picks = find(".picks");
    while (picks.children.length > grid.tiles.length) picks.lastElementChild.remove();
    while (picks.children.length < grid.tiles.length) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE }));
      button.addEventListener("click", () => pick([...picks.children].indexOf(button)));
      picks.append(button);
    }
    grid.tiles.forEach((tile, at) => {
      paintInk(picks.children[at].firstChild, fromBase64(tile.pixels), SIDE);
      picks.children[at].ariaLabel = say("pick_one", { digit: tile.reads_as, number: tile.at + 1 });
    });
    if (touched && !other) return;
    touched = false;
    held.forEach((_, at) => put(at, grid.tiles[at % grid.tiles.length]));
    changed();
  }

  function pick(at) {
    touched = true;
    put(active, grid.tiles[at]);
    mark((active + 1) % used);
    changed();
  }

  return {
    held,
    offer,
    get used() {
      return held.slice(0, used);
    },
    get model() {
      return grid.model;
    },
    /** How many digits the way needs. */
    need(count) {
      used = count;
      buttons.forEach((button, at) => (button.hidden = at >= used));
      mark(active < used ? active : 0);
    },
    /** A digit that was chosen elsewhere. */
    take(at, tile) {
      touched = true;
      put(at, tile);
      mark((at + 1) % used);
      changed();
    },
  };
}
