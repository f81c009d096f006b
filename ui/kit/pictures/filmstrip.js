/* The film of a way: stills of it side by side, and dragging along it. A strip is {n, grey, proba}. */

import { clearCanvas, paintInk } from "../runtime/paint.js";
import { SIDE, frameOf } from "./frames.js";
import { best } from "./reader_text.js";

export const STILLS = 9;

/** Lay out the stills; `go(alpha)` is called when one is clicked. Returns show(strip) and blank(). */
export function filmIn(place, go) {
  const stills = Array.from({ length: STILLS }, (_, at) => {
    const still = document.createElement("figure");
    still.append(document.createElement("canvas"), document.createElement("figcaption"));
    still.addEventListener("click", () => go(at / (STILLS - 1)));
    return still;
  });
  place.append(...stills);
  return {
    show(strip) {
      stills.forEach((still, at) => {
        const index = Math.round((at / (STILLS - 1)) * (strip.n - 1));
        paintInk(still.firstChild, frameOf(strip, index), SIDE);
        still.lastChild.textContent = best(strip.proba[index]);
      });
    },
    blank() {
      for (const still of stills) {
        clearCanvas(still.firstChild);
        still.lastChild.textContent = "";
      }
    },
  };
}

/** Dragging over `place`, its whole width being the whole way. `start(event)` gives the α that a drag begins with, or
    null where there is nothing to drag; `go(alpha)` is called as it moves. */
export function draggedAlong(place, start, go) {
  let origin = null;
  place.addEventListener("pointerdown", (event) => {
    const alpha = event.button === 0 ? start(event) : null;
    if (alpha === null) return;
    place.setPointerCapture(event.pointerId);
    origin = { x: event.clientX, alpha };
    go(alpha);
  });
  place.addEventListener("pointermove", (event) => {
    if (origin) go(origin.alpha + (event.clientX - origin.x) / place.clientWidth);
  });
  for (const end of ["pointerup", "pointercancel"]) place.addEventListener(end, () => (origin = null));
}
