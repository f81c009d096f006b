/* Shares of samples in words. */

/** Write a share as a percentage with one decimal, such as 0.0123 as "1.2%"; nothing and all go without a decimal.
    @param {import("./types").Say} say
    @param {number} share in 0…1
    @returns {string} */
export function shareText(say, share) {
  const number = (100 * share).toFixed(1);
  return say("percent", { number: ["0.0", "100.0"].includes(number) ? Math.round(Number(number)) : number });
}
