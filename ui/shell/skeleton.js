/* The skeleton stands until the first tab does. */

import { channel } from "../kit/runtime/channels.js";
import { finder } from "../kit/runtime/find.js";

const LONGEST_WAIT = 20_000; // ms; after that an incomplete tab is better than the skeleton, and nothing is not

/** Count the parts of the first tab that are laid out, however late Gradio fetched what they need. */
function partsThatStand() {
  const panel = document.querySelector('#tabs [role="tabpanel"]');
  const parts = [...(panel?.querySelectorAll(".html-container") ?? [])];
  return parts.filter((part) => part.firstElementChild?.firstElementChild).length;
}

/** Take the skeleton away once the first tab stands, and give the real sheets what was drawn on its own. Where nothing
    comes to stand, it stays with what it says of that.
    @param {() => void} then called once it has left */
export function leaveSkeleton(then) {
  let late = false;
  let left = false;
  const watching = new MutationObserver(look);
  setTimeout(() => {
    late = true;
    look();
  }, LONGEST_WAIT);
  addEventListener("load", look);

  function look() {
    if (left) return;
    const wanted = finder(document)("#colophon [data-parts]")?.dataset.parts; // the page's foot says how many there are
    const standing = partsThatStand();
    if ((wanted && standing >= wanted) || (late && standing)) leave();
    else if (late && document.readyState === "complete") document.documentElement.classList.add("no-start");
  }

  function leave() {
    watching.disconnect();
    left = true;
    Inkspace.handOver(
      (pad, strokes) => channel(`put-${pad}`).set({ strokes }),
      () => {
        document.getElementById("skeleton")?.remove();
        then();
      },
    );
  }

  watching.observe(document.body, { childList: true, subtree: true });
}
