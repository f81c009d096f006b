/* Elements by selector: of a widget, and round an event. */

/** Make a function that finds an element inside of `place`. A widget knows its own markup, so what is not there is a
    mistake in the code, and its type is whatever the caller knows it to be.
    @param {ParentNode} place
    @returns {(selector: string) => any} */
export function finder(place) {
  return (selector) => place.querySelector(selector);
}

/** Find the element of a selector that an event happened in: its target, or the nearest one round that.
    @param {Event} event
    @param {string} selector
    @returns {HTMLElement | null} null where there is none, also where the target is the document itself */
export function closestTo({ target }, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}
