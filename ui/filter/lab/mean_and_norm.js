/* Two switches of the wavelet: whether its mean is removed, and by which norm its size is set. */

/** Tie the switches together. `changed()` is called when the visitor has changed one.
    @param {HTMLElement} element
    @param {() => void} changed
    @returns {{values: () => {dc_free: boolean, norm: "l1" | "l2"}, put: (dcFree?: boolean, norm?: string) => void}}
    `values` as the server is asked for them; `put` sets them, at first and without arguments those of the article */
export function meanAndNorm(element, changed) {
  const dcFree = /** @type {HTMLInputElement} */ (element.querySelector("#gabor-dc-free input"));
  /** @type {HTMLInputElement[]} */
  const norms = [...element.querySelectorAll("#gabor-norm input")].map((button) => /** @type {any} */ (button));
  for (const box of [dcFree, ...norms]) box.addEventListener("change", changed);
  return {
    values: () => ({
      dc_free: dcFree.checked,
      norm: /** @type {"l1" | "l2"} */ (norms.find((button) => button.checked)?.value),
    }),
    put(wanted = true, norm = "l1") {
      dcFree.checked = wanted;
      for (const button of norms) button.checked = button.value === norm;
    },
  };
}
