/* The tiles of the grid: each keeps its place, its picture is painted over. */

import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { make } from "../make.js";
import { gapsIn } from "./written_number.js";

/** Lay out tiles in the grid.
    @param {HTMLElement} grid
    @param {import("../types").Say} say
    @param {(place: number) => void} open called with the place in the grid of the tile that is clicked */
export function layOutTiles(grid, say, open) {
  /** Make room for n tiles; those that stay keep their place and their picture until it is painted over. */
  function makeRoom(n, writing) {
    while (grid.children.length > n) grid.lastElementChild?.remove();
    while (grid.children.length < n) addTile(grid, open);
    grid.classList.toggle("written", writing);
    grid.classList.toggle("single", n <= 4);
    grid.classList.toggle("few", n > 4 && n <= 16);
    grid.classList.toggle("some", n > 16 && n <= 49);
  }

  return {
    /** Paint digits.
        @param {Pick<import("./sample.js").Sample, "grey" | "readings">} sample
        @param {number[]} order indices in the sample, by place in the grid
        @param {string} number that they write, or "" */
    paint(sample, order, number) {
      makeRoom(order.length, Boolean(number));
      const gaps = gapsIn(number);
      order.forEach((index, place) => {
        const tile = grid.children[place];
        const canvas = /** @type {HTMLCanvasElement} */ (tile.querySelector("canvas"));
        paintInk(canvas, frameOf(sample, index), SIDE);
        if (!sample.readings) canvas.ariaLabel = canvas.title = say("tile_unread", { number: place + 1 });
        tile.classList.toggle("apart", gaps.has(place));
      });
      if (!sample.readings) grid.classList.add("unread");
    },
    /** Say under each digit what it reads as.
        @param {import("./sample.js").Readings} readings
        @param {number[]} order */
    tell(readings, order) {
      grid.classList.remove("unread");
      order.forEach((index, place) => tellReading(grid.children[place], say, readings, index));
    },
    /** Give the focus to the tile at a place.
        @param {number} place */
    focus(place) {
      grid.children[place]?.querySelector("button")?.focus();
    },
  };
}

function addTile(grid, open) {
  const canvas = make("canvas", { width: SIDE, height: SIDE, role: "img" });
  const button = make("button", { className: "look", type: "button" }, canvas);
  const [reads, score] = ["reads", "score"].map((className) => make("span", { className }));
  const told = make("div", { className: "told", ariaHidden: "true" }, reads, score); // the canvas says it
  const meter = make("div", { className: "meter" }, make("i"));
  const tile = make("div", { className: "tile", role: "listitem" }, button, told, meter);
  button.addEventListener("click", () => open([...grid.children].indexOf(tile)));
  grid.append(tile);
}

function tellReading(tile, say, { reads_as: readsAs, scores }, index) {
  const [digit, score] = [readsAs[index], scores?.[index]];
  const canvas = tile.querySelector("canvas");
  canvas.ariaLabel = canvas.title = say(scores ? "tile" : "tile_unjudged", { digit, score: score?.toFixed(3) });
  tile.querySelector(".reads").textContent = digit;
  tile.querySelector(".score").textContent = score?.toFixed(2) ?? "";
  tile.querySelector(".meter").hidden = score === undefined;
  tile.querySelector(".meter i").style.transform = `scaleX(${score ?? 0})`;
}
