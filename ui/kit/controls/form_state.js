/* What the Dream and the Filter tab share: what is wrong with a field, and what is shown while an answer is awaited. */

/** Say in `place` what is wrong with what `input` holds; no sentence: nothing is. */
export function refuse(input, place, sentence = "") {
  place.textContent = sentence;
  if (sentence) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

/** Elements that hold answers: they are busy from `begin()` to the `end(last, lost)` of the last answer, and stale
    when none came. An answer before the last begins the wait anew, so that a slow one alone is seen to be slow. */
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
