/* How often each digit is read in a sample, and what that means in sentences. */

const FEW = 10; // digits below which a count says nothing
const MANY = 20; // digits from which on a missing digit, or a frequent one, is hardly luck
const COLLAPSED = 0.35; // of the digits reading as one

/** Count how often each digit is read.
    @param {number[]} readsAs
    @returns {number[]} ten counts */
export function countReadings(readsAs) {
  return Array.from({ length: 10 }, (_, digit) => readsAs.filter((read) => read === digit).length);
}

/** Say what the counts mean; "collapse" is said only where luck would not do it.
    @param {import("../types").Say} say
    @param {number[]} counts ten of them
    @param {number} n their sum
    @returns {string[]} sentences */
export function countSentences(say, counts, n) {
  if (n < FEW) return [say("few")];
  const most = Math.max(...counts);
  const withCount = (count) => counts.flatMap((here, digit) => (here === count ? [digit] : [])).join(say("comma"));
  const even = Number((n / 10).toFixed(1));
  const sentences = [say("most", { digits: withCount(most), count: most, n, even })];
  if (n >= MANY && counts.includes(0)) sentences.push(say("absent", { digits: withCount(0) }));
  if (n >= MANY && most >= COLLAPSED * n) sentences.push(say("collapse"));
  return sentences;
}

/** Say how a sample was read: how many as requested, or what the counts mean; and the mean score.
    @param {import("../types").Say} say
    @param {number} n
    @param {Pick<import("./sample.js").Readings, "reads_as" | "scores" | "labels">} readings
    @param {boolean} requested whether certain digits were requested
    @returns {string} */
export function readingSummary(say, n, { reads_as: readsAs, scores, labels }, requested) {
  const right = readsAs.filter((read, index) => read === labels?.[index]).length;
  const sentences = requested ? [say("as_asked", { count: right, n })] : countSentences(say, countReadings(readsAs), n);
  if (scores) sentences.push(say("mean", { score: (scores.reduce((sum, score) => sum + score) / n).toFixed(2) }));
  return sentences.join(say("space"));
}
