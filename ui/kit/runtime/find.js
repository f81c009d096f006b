/* Elements of a widget, by selector. */

/** Make a function that finds an element inside of `place`. A widget knows its own markup, so what is not there is a
    mistake in the code, and its type is whatever the caller knows it to be.
    @param {ParentNode} place
    @returns {(selector: string) => any} */
export function finder(place) {
  return (selector) => place.querySelector(selector);
}
