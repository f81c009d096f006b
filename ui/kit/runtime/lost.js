/* What stands in a place that could not be filled. */

/** Say in `element` that a part did not come; its button calls `again`. */
export function showLost(element, again) {
  element.replaceChildren(document.getElementById("part-lost").content.cloneNode(true));
  for (const button of element.querySelectorAll("button")) button.addEventListener("click", again);
}
