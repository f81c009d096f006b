/* Ten bars, one for each digit. */

/** Lay out the bars in a list.
    @param {HTMLElement} list
    @returns {(proba?: number[]) => void} raises them to ten probabilities, to nothing without */
export function digitBars(list) {
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const bar = document.createElement("li");
    bar.textContent = String(digit);
    list.append(bar);
    return bar;
  });
  return (proba) => bars.forEach((bar, digit) => bar.style.setProperty("--share", String(proba?.[digit] ?? 0)));
}
