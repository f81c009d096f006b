/* The choice of an order of the digits: as drawn, by digit, by score. */

/** Attach the radio buttons.
    @param {HTMLElement} place
    @param {string} first the order chosen at first: "drawn", "digit" or "score"
    @param {() => void} changed called when another is chosen */
export function attachSorts(place, first, changed) {
  const radios = [...place.querySelectorAll("input")];
  for (const radio of radios) {
    radio.checked = radio.value === first;
    radio.addEventListener("change", changed);
  }
  return {
    /** The order that is chosen.
        @returns {string} */
    get value() {
      return radios.find((radio) => radio.checked)?.value ?? "drawn";
    },
    /** Offer the order by score, or not.
        @param {boolean} scored */
    offerScore(scored) {
      for (const radio of radios) if (radio.value === "score") radio.disabled = !scored;
    },
  };
}
