/* What forms show of their state: what is wrong with a field, and that an answer is awaited. */

/** Say what is wrong with what a field holds.
    @param {Element} input
    @param {Element} place for the sentence
    @param {string} [sentence] none where nothing is wrong */
export function refuse(input, place, sentence = "") {
  place.textContent = sentence;
  if (sentence) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

/** Have elements that hold answers show that one is awaited: they are busy from `begin()` to the `end(last, lost)` of the
    last answer, and stale when none came. An answer before the last begins the wait anew, so that a slow one alone is
    seen to be slow.
    @param {...Element} elements
    @returns {{begin: () => void, end: (last: boolean, lost?: boolean) => void}} */
export function waiting(...elements) {
  return {
    begin() {
      for (const element of elements) element.ariaBusy = "true";
    },
    end(last, lost) {
      for (const element of elements) {
        element.classList.toggle("stale", Boolean(lost));
        element.ariaBusy = "false";
        if (last) continue;
        getComputedStyle(element).opacity; // has the browser see that it was not busy
        element.ariaBusy = "true";
      }
    },
  };
}
