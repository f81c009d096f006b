/* What samples read as: ten bars on a scale that is the same for all models and moments, so that they can be compared. */

const SEEN = 0.0005; // a smaller share would read as 0.0 %

/** Lay out ten bars in `list`; `bar(digit, share)` says one in words, `short(share)` is written over it.
    Returns show(shares): ten shares of 1, or null where nothing was counted. */
export function histogramIn(list, { bar, short }) {
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const item = document.createElement("li");
    const column = Object.assign(document.createElement("span"), { className: "column" });
    const share = Object.assign(document.createElement("span"), { className: "share" });
    const name = Object.assign(document.createElement("span"), { className: "digit", textContent: digit });
    const fill = document.createElement("i");
    for (const part of [column, name]) part.ariaHidden = "true"; // the item says it
    column.append(fill, share);
    item.append(column, name);
    list.append(item);
    return { item, fill, share };
  });
  list.append(Object.assign(document.createElement("li"), { className: "even", ariaHidden: "true" }));
  return (shares) => {
    list.classList.toggle("none", !shares);
    const most = shares ? Math.max(...shares) : 1;
    bars.forEach(({ item, fill, share }, digit) => {
      const value = shares ? shares[digit] : 0;
      fill.style.transform = `scaleY(${value})`;
      share.style.transform = `translate(-50%, calc(${-value} * (var(--height) - 1.2rem)))`;
      share.textContent = value >= SEEN ? short(value) : "";
      item.classList.toggle("most", Boolean(shares) && value === most);
      item.ariaLabel = shares ? bar(digit, value) : String(digit);
    });
  };
}
