/* How often each digit is read, and what that means. */

import { node } from "./tiles.js";

/** place: the .summary; returns show(sample, question). */
export function barsIn(find, say) {
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const bar = node("li", "", find(".bars"));
    node("span", "count", bar);
    node("i", "", node("span", "column", bar));
    node("span", "digit", bar).textContent = digit;
    return bar;
  });
  const even = node("i", "", node("li", "even", find(".bars")));
  even.parentElement.ariaHidden = "true";

  /** Sentences. Under ten digits a count says nothing; "collapse" is said only where luck would not do it. */
  function verdict(counts, most, n) {
    if (n < 10) return [say("few")];
    const digits = (count) => counts.flatMap((here, digit) => (here === count ? [digit] : [])).join(say("comma"));
    const sentences = [say("most", { digits: digits(most), count: most, n, even: +(n / 10).toFixed(1) })];
    if (n >= 20 && counts.includes(0)) sentences.push(say("absent", { digits: digits(0) }));
    if (n >= 20 && most >= 0.35 * n) sentences.push(say("collapse"));
    return sentences;
  }

  return ({ n, reads_as: reads, scores, labels }, { digit }) => {
    const counts = bars.map((_, one) => reads.filter((read) => read === one).length);
    const most = Math.max(...counts);
    const asked = digit !== "any";
    bars.forEach((bar, one) => {
      bar.ariaLabel = say("bar", { digit: one, count: counts[one], n });
      bar.classList.toggle("most", counts[one] === most);
      bar.querySelector(".count").textContent = counts[one] || "";
      bar.querySelector(".column i").style.transform = `scaleY(${counts[one] / most})`;
    });
    even.parentElement.hidden = asked;
    even.style.height = `${100 - (n / 10 / most) * 100}%`;
    const right = asked && reads.filter((read, at) => read === labels[at]).length;
    const sentences = asked ? [say("as_asked", { count: right, n })] : verdict(counts, most, n);
    if (scores) sentences.push(say("mean", { score: (scores.reduce((sum, score) => sum + score) / n).toFixed(2) }));
    find(".said").textContent = sentences.join(say("space"));
  };
}
