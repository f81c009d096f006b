/* What a count of digits among many samples says of their variety. */

import { shareText } from "../share_text.js";

const MOST_SAMPLES = 0.9; // of all samples: how few digits make them up
const SPECIAL = { 1: "holding_one", 9: "holding_nine" }; // sentences of their own

/** Count the digits that make up nine of ten samples, the most frequent first.
    @param {number[]} counts ten of them
    @param {number} samples their sum
    @returns {number} 1…10 */
export function digitsHolding(counts, samples) {
  const sorted = [...counts].sort((a, b) => b - a);
  let holding = 0;
  for (let sum = 0; sum < MOST_SAMPLES * samples; holding++) sum += sorted[holding];
  return holding;
}

/** Say in sentences which digit is the most frequent, which are missing, and how few make up most samples.
    @param {import("../types").Say} say
    @param {number[]} counts ten of them
    @param {number} samples their sum
    @returns {string} */
export function countsVerdict(say, counts, samples) {
  const most = counts.indexOf(Math.max(...counts));
  const absent = counts.flatMap((count, digit) => (count ? [] : [digit]));
  const holding = digitsHolding(counts, samples);
  const sentences = [say("most", { share: shareText(say, counts[most] / samples), digit: most })];
  if (absent.length) sentences.push(say("absent_digits", { digits: absent.join(say("comma")) }));
  sentences.push(say(SPECIAL[holding] ?? "holding", { holding }));
  return sentences.join(say("space"));
}
