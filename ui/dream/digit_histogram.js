/* A histogram of the digits that samples read as. Its scale is the same for all models and moments, so that they can be
   compared. */

import { make } from "./make.js";

const VISIBLE = 0.0005; // a smaller share would be written as 0.0 %

/** Describe the ten bars of a histogram.
    @param {number[] | null} shares ten shares of 1, or null where nothing was counted
    @returns {{share: number, written: boolean, most: boolean}[]} of each digit: its share, whether that is written over
      the bar, and whether no digit has a larger one */
export function histogramBars(shares) {
  const most = shares ? Math.max(...shares) : 1;
  return Array.from({ length: 10 }, (_, digit) => {
    const share = shares ? shares[digit] : 0;
    return { share, written: share >= VISIBLE, most: Boolean(shares) && share === most };
  });
}

/** Lay out the ten bars in a list.
    @param {HTMLElement} list
    @param {object} texts
    @param {(digit: number, share: number) => string} texts.bar says a bar in words
    @param {(share: number) => string} texts.short is written over a bar
    @returns {(shares: number[] | null) => void} shows ten shares of 1, or null where nothing was counted */
export function layOutHistogram(list, { bar, short }) {
  const items = Array.from({ length: 10 }, (_, digit) => layOutBar(list, digit));
  list.append(make("li", { className: "even", ariaHidden: "true" }));
  return (shares) => {
    list.classList.toggle("none", !shares);
    histogramBars(shares).forEach(({ share, written, most }, digit) => {
      const { item, fill, label } = items[digit];
      fill.style.transform = `scaleY(${share})`;
      label.style.transform = `translate(-50%, calc(${-share} * (var(--height) - 1.2rem)))`;
      label.textContent = written ? short(share) : "";
      item.classList.toggle("most", most);
      item.ariaLabel = shares ? bar(digit, share) : String(digit);
    });
  };
}

function layOutBar(list, digit) {
  const fill = make("i");
  const label = make("span", { className: "share" });
  // The item says in words what the column and the digit below it show.
  const column = make("span", { className: "column", ariaHidden: "true" }, fill, label);
  const name = make("span", { className: "digit", textContent: String(digit), ariaHidden: "true" });
  const item = make("li", {}, column, name);
  list.append(item);
  return { item, fill, label };
}
