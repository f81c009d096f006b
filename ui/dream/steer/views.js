/* Where frames are shown, by the kind of their path. */

import { layOutClasses } from "./classes_view.js";
import { layOutPathView } from "./path_view.js";
import { layOutSquare } from "./square_view.js";

/** Prepare all views.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {object} options
    @param {() => string} options.kind gives the kind of path, one of DIGITS_NEEDED
    @param {import("../../kit/runtime/types").GeneratedDigit[]} options.held the digits in the slots
    @param {[number, number]} options.place in the square at first: x to the right and y down, each in 0…1
    @param {AbortSignal} signal */
export function layOutViews(find, say, { kind, held, place }, signal) {
  const path = layOutPathView(find, say, kind, signal);
  const square = layOutSquare(find, say, place, signal);
  const showClasses = layOutClasses(find(".hands-table"), say, held);
  const shows = { morph: path.show, walk: path.show, classes: showClasses, square: square.show };
  return {
    /** Show the frames of a path.
        @param {import("./paths.js").Path} frames */
    show(frames) {
      shows[kind()](frames);
    },
    /** Have nothing to scrub or drag until the next path comes; what is on the page stays. */
    clear() {
      path.clear();
      square.clear();
    },
    /** Go back to the beginning, where the next path will stand. */
    rewind: path.rewind,
    /** Play from the beginning. */
    play: path.play,
    /** Stop playing. */
    stop: path.stop,
    /** The place in the square, [x, y]. */
    get place() {
      return square.place;
    },
  };
}
