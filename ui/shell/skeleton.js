/* The skeleton stands until the first tab does. */

import { channel } from "../kit/runtime/channels.js";
import { finder } from "../kit/runtime/find.js";

const LONGEST_WAIT = 20_000; // ms; after that whatever is there is better than the skeleton

/** Say whether all parts of the first tab are laid out, however late Gradio fetched what they need; the page's foot says
    how many there are. */
function stands() {
  const wanted = finder(document)("#colophon [data-parts]")?.dataset.parts;
  const panel = document.querySelector('#tabs [role="tabpanel"]');
  const parts = [...(panel?.querySelectorAll(".html-container") ?? [])];
  return wanted && parts.filter((part) => part.firstElementChild?.firstElementChild).length >= wanted;
}

/** Take the skeleton away once the first tab stands, and give the real sheets what was drawn on its own. */
export function leaveSkeleton() {
  const watching = new MutationObserver(() => stands() && show());
  const timer = setTimeout(show, LONGEST_WAIT);
  function show() {
    watching.disconnect();
    clearTimeout(timer);
    Inkspace.handOver(
      (pad, strokes) => channel(`put-${pad}`).set({ strokes }),
      () => document.getElementById("skeleton")?.remove(),
    );
  }
  watching.observe(document.body, { childList: true, subtree: true });
}
