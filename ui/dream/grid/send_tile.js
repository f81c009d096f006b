/* A generated digit on its way to another tab. */

import { greyPixels } from "../../kit/drawing/picture_file.js";
import { SIDE } from "../../kit/pictures/frames.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { make } from "../make.js";

const FILTER_SIDE = 384; // px of the picture that the Filter tab gets, as large as a drawing
const TABS = { a: "tab-draw-button", b: "tab-draw-button", filter: "tab-filter-button" };

/** Send a digit to a pad of the Draw tab or to the Filter tab.
    @param {import("../../kit/runtime/types").GeneratedDigit} tile
    @param {"a" | "b" | "filter"} to
    @param {import("../types").Say} say */
export function sendTile(tile, to, say) {
  if (to !== "filter") channel(`put-${to}`).set({ strokes: [], frame: tile.pixels, edited: false });
  else channel("filter-picture").set({ ...blackOnWhite(tile), name: say("tile_name", { digit: tile.reads_as }) });
}

/** Open the tab that a digit was sent to.
    @param {"a" | "b" | "filter"} to */
export function openTab(to) {
  document.getElementById(TABS[to])?.click();
  scrollTo(0, 0);
}

/** Enlarge a digit as black ink on white, as the Filter tab takes pictures.
    @param {import("../../kit/runtime/types").GeneratedDigit} tile */
function blackOnWhite(tile) {
  const small = make("canvas", { width: SIDE, height: SIDE });
  const picture = new ImageData(SIDE, SIDE);
  fromBase64(tile.pixels).forEach((grey, at) => picture.data.set([255 - grey, 255 - grey, 255 - grey, 255], 4 * at));
  small.getContext("2d")?.putImageData(picture, 0, 0);
  return greyPixels(small, FILTER_SIDE / SIDE);
}
