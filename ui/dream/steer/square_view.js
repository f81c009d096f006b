/* A square between four digits: a plane of frames, and the one at the place that is dragged in it. */

import { draggable } from "../../kit/controls/draggable_plane.js";
import { frameAt, mosaic, nearestTile } from "../../kit/pictures/frame_grid.js";
import { SIDE } from "../../kit/pictures/frames.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { paintInk } from "../../kit/runtime/paint.js";

const SHOWN = 2; // every second frame is shown on the plane

/** Prepare the view.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {[number, number]} start place in the plane at first: x to the right and y down, each in 0…1
    @param {AbortSignal} [signal] */
export function layOutSquare(find, say, start, signal) {
  let place = start;
  /** @type {{n: number, grey: Uint8Array, proba: number[][]} | null} */
  let square = null; // n frames a side

  function stand(x, y) {
    place = [x, y];
    if (!square) return;
    const canvas = find(".corners .frame canvas");
    paintInk(canvas, frameAt(square, x, y), SIDE);
    const reading = readingText(say, square.proba[nearestTile(square, x, y)]);
    find(".corners .reading").textContent = canvas.ariaLabel = reading;
  }

  const move = draggable(find(".plane"), stand, signal);
  move(...place);

  return {
    /** The place in the plane, [x, y]. */
    get place() {
      return place;
    },
    /** Show the frames of a square.
        @param {import("./paths.js").Path} path */
    show(path) {
      square = { ...path, n: Math.sqrt(path.n) };
      const { grey, width } = mosaic(square, SHOWN);
      paintInk(find(".plane canvas"), grey, width);
      move(...place);
    },
    /** Let the place move without a frame until the next square comes; what is on the page stays. */
    clear() {
      square = null;
    },
  };
}
