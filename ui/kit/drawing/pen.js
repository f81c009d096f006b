/* The pen: what a mouse, pen or finger leaves on a canvas, from where it comes down to where it is lifted. */

import { followContact } from "../runtime/contact.js";
import { linesWithin, rounded, within } from "./edge.js";

/** @typedef {import("./edge.js").Point} Point */

const NEAR = 0.003; // places closer than this to the last one say nothing new

/** Find where on a canvas a pointer is.
    @param {{left: number, top: number, width: number, height: number}} box of the canvas
    @param {{clientX: number, clientY: number}} event
    @returns {Point} to four places; beyond 0…1 where the pointer is beyond the edge */
export function placeOn(box, { clientX, clientY }) {
  return [rounded((clientX - box.left) / box.width), rounded((clientY - box.top) / box.height)];
}

/** Say whether a pen that comes down is to erase: with its other end, or with the button on its barrel held.
    @param {{pointerType: string, button: number, buttons: number}} event
    @returns {boolean} */
export function erasesBy({ pointerType, button, buttons }) {
  return pointerType === "pen" && (button === 5 || button === 2 || Boolean(buttons & (32 | 2)));
}

/** Follow what draws on a canvas. Who owns the sheet and when a contact is over, `followContact` says.
    @param {HTMLCanvasElement} canvas
    @param {object} way
    @param {(erases: boolean) => void} way.down it came down; erases: with the pen's other end, or its button held
    @param {(line: Point[], anew: boolean) => void} way.along where on the sheet it has been since; anew: the line begins
      there, at the edge where the pen comes from beyond it, and otherwise goes on
    @param {(whole: boolean) => void} way.up it is over; what it left is to go where `whole` is false
    @param {AbortSignal} [signal]
    @returns {{drop: () => void}} `drop` ignores what is down from now on, also when it is lifted */
export function penOn(canvas, { down, along, up }, signal) {
  let heard = 0; // time stamp of the newest event that was taken in
  let side = 0; // px of the canvas then
  /** @type {Point | undefined} */
  let last; // where it was then, perhaps beyond the edge

  /** List an event's moments, those that the browser folded into it, without what has been heard already. (Of two with
      one time stamp the second may be news: if it is not, it lies where the first one did.) */
  function freshMoments(event) {
    const coalesced = event.getCoalescedEvents?.() ?? [];
    const fresh = (coalesced.length ? coalesced : [event]).filter((moment) => moment.timeStamp >= heard);
    heard = fresh.at(-1)?.timeStamp ?? heard;
    return fresh;
  }

  function draw(event) {
    const box = canvas.getBoundingClientRect();
    if (box.width !== side) last = undefined; // resized in mid-stroke: the paper has moved, not the pen
    side = box.width;
    const places = freshMoments(event).map((moment) => placeOn(box, moment));
    const goesOn = last !== undefined && within(last);
    linesWithin(last, places).forEach((line, at) => line.length && along(line, at > 0 || !goesOn));
    last = places.at(-1) ?? last;
  }

  // Safari scrolls and selects in spite of touch-action when the drawing begins at the page's edge.
  canvas.addEventListener("touchmove", (event) => event.preventDefault(), { passive: false, signal });

  return followContact(
    canvas,
    {
      around: canvas.parentElement ?? canvas, // the canvas has rounded corners, which would let a pen through
      down(event) {
        event.preventDefault();
        canvas.focus({ preventScroll: true });
        heard = 0;
        last = undefined;
        down(erasesBy(event));
        draw(event);
      },
      along: draw,
      up,
    },
    signal,
  );
}

/** Add to a stroke, in place, those of some places that are not too near to the one before.
    @param {Point[]} stroke
    @param {Point[]} places
    @returns {boolean} whether there was one */
export function lengthen(stroke, places) {
  const before = stroke.length;
  for (const place of places) {
    const last = stroke[stroke.length - 1];
    if (!last || Math.hypot(place[0] - last[0], place[1] - last[1]) > NEAR) stroke.push(place);
  }
  return stroke.length > before;
}
