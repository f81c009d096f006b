/* Points that a hand lays down in the plane: by pen, finger or mouse, and by the arrow keys and the space bar. */

import { keyStep } from "../../../kit/controls/draggable_plane.js";
import { lengthen, penOn } from "../../../kit/drawing/pen.js";
import { pointAt } from "./duel_view.js";

const MOST = 2000; // points

/** Let a plane be drawn on while it is open.
    @param {HTMLElement} plane holds a canvas and, for the keys, an element of the class mark
    @param {() => void} changed
    @param {AbortSignal} signal
    @returns {{points: [number, number][], open: (on: boolean) => void, clear: () => void}} points of the plane, −1…1 and a
      little beyond */
export function drawingOn(plane, changed, signal) {
  const canvas = /** @type {HTMLCanvasElement} */ (plane.querySelector("canvas"));
  const mark = /** @type {HTMLElement} */ (plane.querySelector(".mark"));
  /** @type {[number, number][]} */
  let places = []; // shares of the plane, to the right and down
  let spot = [0.5, 0.5]; // of the mark that the keys move
  let opened = false;
  /** @type {AbortController | undefined} */
  let pen;

  function add(line) {
    lengthen(places, line);
    places = places.slice(-MOST);
    changed();
  }

  function open(on) {
    if (on === opened) return;
    opened = on;
    plane.classList.toggle("open", on);
    plane.tabIndex = on ? 0 : -1;
    pen?.abort();
    if (!on) {
      mark.hidden = true;
      return;
    }
    pen = new AbortController();
    signal.addEventListener("abort", () => pen?.abort());
    penOn(canvas, { down() {}, along: add, up() {} }, pen.signal);
  }

  function press(event) {
    if (!opened) return;
    const by = keyStep(event);
    if (by) spot = spot.map((share, axis) => Math.min(1, Math.max(0, share + by[axis])));
    else if (event.key === " ") add([[spot[0], spot[1]]]);
    else return;
    event.preventDefault();
    mark.hidden = false;
    Object.assign(mark.style, { left: `${100 * spot[0]}%`, top: `${100 * spot[1]}%` });
  }

  plane.addEventListener("keydown", press, { signal });
  return {
    get points() {
      return places.map(([right, down]) => pointAt(right, down));
    },
    open,
    clear() {
      places = [];
      changed();
    },
  };
}
