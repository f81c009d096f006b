/* What a picture reads as, said honestly. proba: the reader's probabilities of 0 … 9. */

const SURE = 0.9; // below this the runner-up is named too

export function percent(say, share) {
  return share >= 0.995 ? say("over_99") : say("percent", { number: Math.round(share * 100) });
}

export function best(proba) {
  return proba.indexOf(Math.max(...proba));
}

/** One line of text, such as "reads as 7 · 96 %". */
export function readingText(say, proba) {
  const first = best(proba);
  const rest = proba.map((share, digit) => (digit === first ? -1 : share));
  const second = best(rest);
  const values = {
    digit: first,
    share: percent(say, proba[first]),
    other: second,
    other_share: percent(say, proba[second]),
  };
  return say(proba[first] >= SURE ? "reads_as" : "reads_as_unsure", values);
}
