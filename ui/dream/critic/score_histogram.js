/* How a discriminator's scores spread over the digits that it was measured on, from their percentiles. */

export const BINS = 40; // of the scores 0…1
const SPREAD = 10; // values that stand for a hundredth of the digits

/** Count the digits in each of BINS bins, supposing that scores are spread evenly between neighbouring percentiles.
    @param {number[]} percentiles 101 scores, ascending
    @returns {Float64Array} hundredths of the digits, by bin */
export function scoreHistogram(percentiles) {
  const counts = new Float64Array(BINS);
  for (let at = 0; at < 100; at++) {
    for (let part = 0.5; part < SPREAD; part++) {
      const score = percentiles[at] + (part / SPREAD) * (percentiles[at + 1] - percentiles[at]);
      counts[Math.min(BINS - 1, Math.floor(score * BINS))] += 1 / SPREAD;
    }
  }
  return counts;
}

/** Tell how many of the digits score less.
    @param {number[]} percentiles 101 scores, ascending
    @param {number} score
    @returns {number} whole percent, 0…100 */
export function percentBelow(percentiles, score) {
  const below = percentiles.filter((value) => value < score).length - 0.5;
  return Math.round(Math.min(100, Math.max(0, below)));
}
