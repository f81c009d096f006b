/* The choice of a kind of path: a morph, other digits in the same hand, a walk, a square. */

/** Attach the radio buttons.
    @param {HTMLElement} place
    @param {string} first the kind chosen at first, one of DIGITS_NEEDED
    @param {(kind: string) => void} chosen called when a visitor has chosen another */
export function attachKinds(place, first, chosen) {
  const radios = [...place.querySelectorAll("input")];
  const kinds = {
    /** The kind that is chosen.
        @returns {string} */
    get value() {
      return radios.find((radio) => radio.checked)?.value ?? first;
    },
    /** Choose a kind; nobody is told. */
    set value(kind) {
      for (const radio of radios) radio.checked = radio.value === kind;
    },
  };
  kinds.value = first;
  for (const radio of radios) radio.addEventListener("change", () => chosen(radio.value));
  return kinds;
}
