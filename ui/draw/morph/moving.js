/* Walking the way by hand: the slider, dragging along the frame and the band, the arrow keys. */

import { draggedAlong } from "../../kit/pictures/filmstrip.js";
import { stepOfKey } from "./way.js";

const HAVE_ARROWS = "input, select, textarea, details, [role=tab]"; // elements that arrow keys mean something to

/** Have every hand move along the way.
    @param {{find: import("../types").Find, view: ReturnType<typeof import("./strip_view.js").stripView>,
      go: (alpha: number) => void}} parts go: is called with α, which a drag may carry beyond 0…1
    @param {AbortSignal} signal ends it */
export function moveByHand({ find, view, go }, signal) {
  const slider = find("#alpha input");

  function moveByKey(event) {
    const step = stepOfKey(event);
    if (!step || !view.strip || !find("#morph").offsetParent || event.target.closest?.(HAVE_ARROWS)) return;
    event.preventDefault();
    go(view.alpha + step / (view.strip.n - 1));
  }

  slider.addEventListener("input", () => go(Number(slider.value)));
  draggedAlong(find("#morph"), () => view.strip && view.alpha, go, signal);
  draggedAlong(find(".bands"), (event) => view.strip && event.offsetX / event.target.clientWidth, go, signal);
  document.addEventListener("keydown", moveByKey, { signal });
}
