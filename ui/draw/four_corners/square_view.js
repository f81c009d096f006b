/* What is seen of the square: its frames on a plane, the one under the pointer, and the sum A − B + C. */

import { draggable } from "../../kit/controls/draggable_plane.js";
import { frameAt, mosaic, nearestTile } from "../../kit/pictures/frame_grid.js";
import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { cornerShares } from "./corners.js";

const SHOWN = 2; // every second frame is shown on the plane

/** Make what shows the square.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {number[]} start [x, y], where the point stands at first, 0…1
    @param {AbortSignal} signal ends it
    @returns {{readonly filled: boolean, readonly place: number[], show(answer: any): void}} filled: whether there is a
      square to see; place: of the point; answer: see `live_square` in server.py */
export function squareView(find, say, start, signal) {
  let place = start;
  /** @type {any} */
  let tiles = null; // {n, grey, proba}
  const move = (x, y) => {
    place = [x, y];
    if (tiles) showPlace(find, say, tiles, x, y);
  };
  const put = draggable(find(".plane"), move, signal);
  put(...start);
  return {
    get filled() {
      return Boolean(tiles);
    },
    get place() {
      return place;
    },
    show(answer) {
      tiles = { n: answer.n, grey: fromBase64(answer.frames), proba: answer.proba };
      find("details").classList.remove("blank");
      const { grey, width } = mosaic(tiles, SHOWN);
      paintInk(find(".plane canvas"), grey, width);
      showSum(find, say, tiles, answer);
      put(...place);
    },
  };
}

function showPlace(find, say, tiles, x, y) {
  const reading = readingText(say, tiles.proba[nearestTile(tiles, x, y)]);
  paintInk(find(".frame canvas"), frameAt(tiles, x, y), SIDE);
  find(".result .reading").textContent = reading;
  find(".frame canvas").setAttribute("aria-label", reading);
  find(".shares").textContent = Object.entries(cornerShares(x, y))
    .map(([letter, share]) => `${letter} ${say("percent", { number: Math.round(share * 100) })}`)
    .join(" · ");
}

function showSum(find, say, tiles, { total, total_proba }) {
  const { n } = tiles;
  const corners = [0, n - 1, n * (n - 1)]; // A, B, C
  const terms = find(".sum").querySelectorAll(".term");
  terms.forEach((canvas, at) => paintInk(canvas, frameOf(tiles, corners[at]), SIDE));
  paintInk(find("canvas.total"), fromBase64(total), SIDE);
  const reading = readingText(say, total_proba);
  find(".reading.total").textContent = reading;
  find("canvas.total").setAttribute("aria-label", reading);
}
