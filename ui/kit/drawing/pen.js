/* The pen: one pointer at a time, from where it comes down on a canvas to where it is lifted. */

import { placeOn } from "./stroke.js";

/** @typedef {[number, number]} Point x and y in 0…1 of the canvas */

/** Follow a mouse, pen or finger that comes down on a canvas; while it is down, a second one is ignored.
    @param {HTMLCanvasElement} canvas
    @param {object} way
    @param {(places: Point[]) => void} way.down where it came down
    @param {(places: Point[]) => void} way.along where it has been since
    @param {() => void} way.up it was lifted, or taken away by the browser
    @param {AbortSignal} [signal]
    @returns {{drop: () => void}} `drop` ignores the pointer that is down from now on, also when it is lifted */
export function penOn(canvas, { down, along, up }, signal) {
  /** @type {number | null} */
  let pointer = null; // id of the one that is down
  let heard = 0; // time stamp of the newest event of it that was taken in

  /** List the places of an event and of those that the browser folded into it, without what has been heard already. (Of
      two with one time stamp the second may be news: if it is not, it lies where the first one did.) */
  function places(event) {
    const coalesced = event.getCoalescedEvents?.() ?? [];
    const fresh = (coalesced.length ? coalesced : [event]).filter((moment) => moment.timeStamp >= heard);
    heard = fresh.at(-1)?.timeStamp ?? heard;
    return fresh.map((moment) => placeOn(canvas, moment));
  }

  function begin(event) {
    if (pointer !== null || event.button !== 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    pointer = event.pointerId;
    heard = 0;
    down(places(event));
  }

  function move(event) {
    if (event.pointerId === pointer) along(places(event));
  }

  function lift(event) {
    if (event.pointerId !== pointer) return;
    pointer = null;
    up();
  }

  // On the sheet around the canvas, whose rounded corners would let a pen through.
  (canvas.parentElement ?? canvas).addEventListener("pointerdown", begin, { signal });
  // The raw update comes at once, the move with the next frame: whichever is first is taken, the other skipped.
  for (const kind of ["pointerrawupdate", "pointermove"]) canvas.addEventListener(kind, move, { signal });
  for (const kind of ["pointerup", "pointercancel", "lostpointercapture"]) {
    canvas.addEventListener(kind, lift, { signal });
  }
  // Safari scrolls and selects in spite of touch-action when the drawing begins at the page's edge.
  canvas.addEventListener("touchmove", (event) => event.preventDefault(), { passive: false, signal });

  return {
    drop() {
      pointer = null;
    },
  };
}
