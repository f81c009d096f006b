/* What a model's samples read as, epoch by epoch. */

/** A model's history: for each epoch that was measured, the shares of the ten digits and how many samples were read.
    @typedef {{epochs: number[], shares: number[][], samples: number[]}} History */

/** List the epochs at which any of the models was measured, in order.
    @param {History[]} histories
    @returns {number[]} */
export function allEpochs(histories) {
  return [...new Set(histories.flatMap(({ epochs }) => epochs))].sort((a, b) => a - b);
}

/** Find the newest row of a history up to an epoch.
    @param {History} history whose epochs grow
    @param {number} epoch
    @returns {{epoch: number, shares: number[], samples: number}} of undefined values before the first row */
export function sharesAt({ epochs, shares, samples }, epoch) {
  const at = epochs.filter((one) => one <= epoch).length - 1;
  return { epoch: epochs[at], shares: shares[at], samples: samples[at] };
}
