/* The bank's sheet on the page: a tile for each response, headings along both axes. */

import { COLOURS, paintGrey } from "../../kit/pictures/colour_maps.js";
import { tileOf, tileSize } from "./contact_sheet.js";

const SAME = 1e-6; // degrees

/** The sheet on the page.
    @typedef {object} Tiles
    @property {(sheet: import("./contact_sheet.js").ContactSheet) => void} show
    @property {(row: number) => void} markRow marks the heading of the scale whose maps are shown
    @property {(wavelet: {theta: number, scale: number}) => void} markTile marks the tile of the wavelet that the lab
    shows, if it is one of them; theta in degrees */

/** Lay out headings and tiles.
    @param {object} options
    @param {(selector: string) => any} options.find
    @param {import("./bank_axes.js").BankAxes} options.axes
    @param {(key: string, values?: object) => string} options.say
    @param {(row: number) => void} options.chooseRow is called when a scale's heading is clicked
    @param {(row: number, column: number) => void} options.chooseTile is called when a tile is clicked
    @returns {Tiles} */
export function layTiles({ find, axes, say, chooseRow, chooseTile }) {
  const { scales, directions, degrees } = axes;
  const place = find(".sheet");
  headDirections(place, axes, say);
  const headings = [];
  const tiles = scales.map((_, row) => {
    const px = axes.px(row);
    headings.push(button(place, "scale", [row, -1], say("row", { px }), () => chooseRow(row)));
    headings[row].textContent = say("px", { px });
    return Array.from({ length: directions }, (_, column) => {
      const text = say("tile", { theta: degrees(column), px });
      const tile = button(place, "tile", [row, column], text, () => chooseTile(row, column));
      tile.dataset.row = row;
      tile.append(document.createElement("canvas"));
      return tile;
    });
  });

  return {
    show(sheet) {
      const [width, height] = tileSize(sheet);
      find("#gabor-bank").style.setProperty("--shape", width / height);
      tiles.forEach((line, row) =>
        line.forEach((tile, column) => paintGrey(tile.firstElementChild, tileOf(sheet, row, column), COLOURS.ramp)),
      );
    },
    markRow(row) {
      headings.forEach((heading, at) => (heading.ariaPressed = String(at === row)));
    },
    markTile({ theta, scale }) {
      const shown = (row, column) => scales[row] === scale && Math.abs((theta % 180) - degrees(column)) < SAME;
      tiles.forEach((line, row) => line.forEach((tile, column) => (tile.ariaPressed = String(shown(row, column)))));
    },
  };
}

/** Lay out the corner and a heading for each direction. */
function headDirections(place, { directions, degrees, colour }, say) {
  node("span", "corner", place, [-1, -1]).textContent = say("corner");
  for (let at = 0; at < directions; at++) {
    const heading = node("span", "direction", place, [-1, at]);
    heading.textContent = `${degrees(at)}°`;
    heading.style.setProperty("--hue", colour(at));
  }
}

/** Add an element at a row and a column of the sheet; −1 is where the headings stand.
    @returns {any} */
function node(name, className, place, [row, column]) {
  const made = Object.assign(document.createElement(name), { className });
  made.style.setProperty("--scale", row + 2);
  made.style.setProperty("--direction", column + 2);
  place.append(made);
  return made;
}

/** Add a button, likewise. */
function button(place, className, at, text, clicked) {
  const made = Object.assign(node("button", className, place, at), { type: "button", ariaLabel: text, title: text });
  made.addEventListener("click", clicked);
  return made;
}
