/* What stands in a place that could not be filled. */

import { finder } from "./find.js";

/** Say in `element` that a part did not come, in the words of the page's own template; its button calls `again`.
    @param {Element} element
    @param {() => void} again */
export function showLost(element, again) {
  element.replaceChildren(finder(document)("#part-lost").content.cloneNode(true));
  for (const button of element.querySelectorAll("button")) button.addEventListener("click", again);
}
