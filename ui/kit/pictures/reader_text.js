/* What a picture reads as, said honestly. proba: the reader's probabilities of 0 … 9. */

const SURE = 0.9; // below this the runner-up is named too

/** Write a probability, such as "96 %"; what would round to certainty says so.
    @param {import("../runtime/language.js").Say} say
    @param {number} share
    @returns {string} */
export function percent(say, share) {
  return share >= 0.995 ? say("over_99") : say("percent", { number: Math.round(share * 100) });
}

/** Find the most probable digit.
    @param {number[]} proba
    @returns {number} */
export function best(proba) {
  return proba.indexOf(Math.max(...proba));
}

/** Say in one line what a picture reads as, such as "reads as 7 · 96 %".
    @param {import("../runtime/language.js").Say} say
    @param {number[]} proba
    @returns {string} */
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
