/* The film of a way: stills of it side by side, and dragging along it. */

import { followContact } from "../runtime/contact.js";
import { clearCanvas, paintInk } from "../runtime/paint.js";
import { SIDE, frameOf } from "./frames.js";
import { best } from "./reader_text.js";

export const STILLS = 9;

/** Frames of a way, from α = 0 to α = 1.
    @typedef {{n: number, grey: Uint8Array, proba: number[][]}} Strip n frames of 784 grey bytes, and the reader's
      probabilities of the ten digits for each of them */

/** Choose the frames that the stills show, evenly spaced, both ends among them.
    @param {number} n how many frames there are
    @returns {number[]} STILLS indices */
export const stillsOf = (n) => Array.from({ length: STILLS }, (_, at) => Math.round((at / (STILLS - 1)) * (n - 1)));

/** Lay out the stills.
    @param {Element} place
    @param {(alpha: number) => void} go is called with a still's α when it is clicked
    @param {AbortSignal} [signal]
    @returns {{show: (strip: Strip) => void, blank: () => void}} */
export function filmIn(place, go, signal) {
  const stills = Array.from({ length: STILLS }, (_, at) => {
    const still = document.createElement("figure");
    const canvas = document.createElement("canvas");
    const caption = document.createElement("figcaption");
    still.append(canvas, caption);
    still.addEventListener("click", () => go(at / (STILLS - 1)), { signal });
    return { still, canvas, caption };
  });
  place.append(...stills.map(({ still }) => still));
  return {
    show(strip) {
      stillsOf(strip.n).forEach((index, at) => {
        paintInk(stills[at].canvas, frameOf(strip, index), SIDE);
        stills[at].caption.textContent = String(best(strip.proba[index]));
      });
    },
    blank() {
      for (const { canvas, caption } of stills) {
        clearCanvas(canvas);
        caption.textContent = "";
      }
    },
  };
}

/** Let α be dragged over an element, whose whole width is the whole way.
    @param {HTMLElement} place
    @param {(event: any) => number | null} start gives the α that a drag begins with, or null where there is
      nothing to drag
    @param {(alpha: number) => void} go is called as it moves; what it gets may lie beyond 0…1
    @param {AbortSignal} [signal] */
export function draggedAlong(place, start, go, signal) {
  let origin = { x: 0, alpha: 0 }; // where the drag began
  followContact(
    place,
    {
      down(event) {
        const alpha = start(event);
        if (alpha === null) return false;
        origin = { x: event.clientX, alpha };
        go(alpha);
      },
      along(event) {
        go(origin.alpha + (event.clientX - origin.x) / place.clientWidth);
      },
    },
    signal,
  );
}
