/* The tiles of the grid: each keeps its place, its picture is painted over. */

import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { paintInk } from "../../kit/runtime/paint.js";

export function node(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent.append(made);
  return made;
}

/** Tiles in `grid`; `open(place)` is called for the one that is clicked, its place in the grid. */
export function tilesIn(grid, say, open) {
  function add() {
    const tile = node("div", "tile", grid);
    tile.role = "listitem";
    const button = node("button", "look", tile);
    button.type = "button";
    button.addEventListener("click", () => open([...grid.children].indexOf(tile)));
    const canvas = node("canvas", "", button);
    canvas.width = canvas.height = SIDE;
    canvas.role = "img";
    const told = node("div", "told", tile);
    told.ariaHidden = "true"; // the canvas says it
    node("span", "reads", told);
    node("span", "score", told);
    node("i", "", node("div", "meter", tile));
  }

  /** Room for n tiles; those that stay keep their place and their picture until it is painted over. */
  function makeRoom(n, written) {
    while (grid.children.length > n) grid.lastElementChild.remove();
    while (grid.children.length < n) add();
    grid.classList.toggle("written", written);
    grid.classList.toggle("single", n <= 4);
    grid.classList.toggle("few", n > 4 && n <= 16);
    grid.classList.toggle("some", n > 16 && n <= 49);
  }

  return {
    /** Paint digits: sample.grey in the order given, a list of places; `number`: the text that they write, if any. */
    paint(sample, order, number) {
      makeRoom(order.length, Boolean(number));
      const apart = number ? gaps(number) : new Set();
      order.forEach((at, place) => {
        const tile = grid.children[place];
        const canvas = tile.querySelector("canvas");
        paintInk(canvas, frameOf(sample, at), SIDE);
        if (!sample.reads_as) canvas.ariaLabel = canvas.title = say("tile_unread", { number: place + 1 });
        tile.classList.toggle("apart", apart.has(place));
      });
      if (!sample.reads_as) grid.classList.add("unread");
    },
    /** Say under each what it reads as. */
    tell(sample, order) {
      grid.classList.remove("unread");
      order.forEach((at, place) => {
        const tile = grid.children[place];
        const [digit, score] = [sample.reads_as[at], sample.scores?.[at]];
        const told = { digit, score: score?.toFixed(3) };
        const canvas = tile.querySelector("canvas");
        canvas.ariaLabel = canvas.title = say(sample.scores ? "tile" : "tile_unjudged", told);
        tile.querySelector(".reads").textContent = digit;
        tile.querySelector(".score").textContent = score?.toFixed(2) ?? "";
        tile.querySelector(".meter").hidden = score === undefined;
        tile.querySelector(".meter i").style.transform = `scaleX(${score ?? 0})`;
      });
    },
    focus: (place) => grid.children[place]?.querySelector("button").focus(),
  };
}

/** Places in a number before which something else than a digit stands. */
function gaps(number) {
  const found = new Set();
  let place = 0;
  let apart = false;
  for (const letter of number.normalize("NFKC").trim()) {
    if (letter < "0" || letter > "9") apart = place > 0;
    else {
      if (apart) found.add(place);
      apart = false;
      place += 1;
    }
  }
  return found;
}

/** All places in the order asked for: as drawn, by the digit that is read (the best first), or by score. */
export function orderOf({ n, reads_as: reads, scores }, sort) {
  const places = Array.from({ length: n }, (_, at) => at);
  if (sort === "drawn" || !reads) return places;
  const better = (a, b) => (scores ? scores[b] - scores[a] : 0);
  const compare = { digit: (a, b) => reads[a] - reads[b] || better(a, b), score: better }[sort];
  return places.sort((a, b) => compare(a, b) || a - b);
}
