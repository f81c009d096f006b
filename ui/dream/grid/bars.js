/* Ten bars beside the grid: how often each digit is read. */

import { make } from "../make.js";
import { countReadings, readingSummary } from "./reading_counts.js";

/** Lay out the bars.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @returns {(n: number, readings: import("./sample.js").Readings, requested: boolean) => void} shows the readings of
      n digits; requested: certain digits were requested, so that even counts are not to be expected */
export function layOutBars(find, say) {
  const bars = Array.from({ length: 10 }, (_, digit) => layOutBar(find(".bars"), digit));
  const evenLine = make("i");
  const even = make("li", { className: "even", ariaHidden: "true" }, evenLine);
  find(".bars").append(even);
  return (n, readings, requested) => {
    const counts = countReadings(readings.reads_as);
    const most = Math.max(...counts);
    bars.forEach(({ bar, count, fill }, digit) => {
      bar.ariaLabel = say("bar", { digit, count: counts[digit], n });
      bar.classList.toggle("most", counts[digit] === most);
      count.textContent = counts[digit] ? String(counts[digit]) : "";
      fill.style.transform = `scaleY(${counts[digit] / most})`;
    });
    even.hidden = requested;
    evenLine.style.height = `${100 - (n / 10 / most) * 100}%`;
    find(".said").textContent = readingSummary(say, n, readings, requested);
  };
}

function layOutBar(list, digit) {
  const count = make("span", { className: "count" });
  const fill = make("i");
  const column = make("span", { className: "column" }, fill);
  const bar = make("li", {}, count, column, make("span", { className: "digit", textContent: String(digit) }));
  list.append(bar);
  return { bar, count, fill };
}
