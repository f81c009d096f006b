/* P(X) as a mean over draws, gathered a thousand at a time: counts, the closest draw, and the estimate in logarithms. */

/** What a thousand draws came to, as the server says it.
    @typedef {{n: number, close: number, log_sum: number, best: string, best_misfit: number}} Thousand */

/** What all draws so far came to. estimates: of log P(X), after each thousand
    @typedef {{n: number, close: number, logSum: number, best: string, bestMisfit: number, estimates: number[]}} Tally */

/** @type {Readonly<Tally>} */
export const NOTHING_TRIED = Object.freeze({
  ...{ n: 0, close: 0, logSum: -Infinity, best: "", bestMisfit: Infinity },
  estimates: [],
});

/** Add the logarithms' numbers without overflow: log(e^a + e^b).
    @param {number} a may be −Infinity, as b may
    @param {number} b
    @returns {number} */
export function logAdd(a, b) {
  const most = Math.max(a, b);
  return most === -Infinity ? most : most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}

/** Take a thousand more draws into the tally; the tally given stays as it is.
    @param {Readonly<Tally>} tally
    @param {Thousand} more
    @returns {Tally} */
export function withDraws(tally, more) {
  const n = tally.n + more.n;
  const logSum = logAdd(tally.logSum, more.log_sum);
  const closer = more.best_misfit < tally.bestMisfit;
  return {
    n,
    logSum,
    close: tally.close + more.close,
    best: closer ? more.best : tally.best,
    bestMisfit: Math.min(tally.bestMisfit, more.best_misfit),
    estimates: [...tally.estimates, logSum - Math.log(n)],
  };
}

const UNITS = /** @type {const} */ ([
  ["years", 365.25 * 86400],
  ["days", 86400],
  ["hours", 3600],
  ["minutes", 60],
  ["seconds", 1],
]);

/** Tell how long something takes in the largest unit of which there are two.
    @param {number} seconds
    @returns {["years" | "days" | "hours" | "minutes" | "seconds", number]} */
export function lasting(seconds) {
  const [unit, length] = UNITS.find(([, one]) => seconds >= 2 * one) ?? UNITS[4];
  return [unit, Math.max(1, seconds / length)];
}

/** Write a large number to two digits, as 7.4 × 10¹⁰ where it has more than six.
    @param {number} value
    @returns {string} */
export function large(value) {
  if (value < 1e6) return Math.round(value).toLocaleString("en");
  const [digits, power] = value.toExponential(1).split("e+");
  return `${digits} × 10${[...power].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[+digit]).join("")}`;
}
