/* The record of a training as data: its moments, and what is said of them. */

import { shareText } from "../share_text.js";

/** What the server's `course_of` answers, with the frames as bytes. n is the number of moments.
    @typedef {object} TrainingRecord
    @property {number[]} epochs of the n moments, ascending
    @property {number[] | null} steps of the n moments; null without a film
    @property {Uint8Array | null} grey n frames one after the other; null without a film
    @property {Record<string, number[]>} history columns of the training's history, one of them "epoch"
    @property {number[]} row of the history in which each moment lies
    @property {(number[] | null)[] | null} shares ten for each moment, of what samples read as when they were last
      counted: null before that; null altogether where nothing was counted
    @property {(number | null)[] | null} counted epochs of those counts
    @property {(number | null)[] | null} samples how many were counted
    @property {{digit: number, share: number, half_from: number | null, peaks: Record<string, number>} | null} takeover
      which digit most samples read as at the end, since when more than half do, and the largest shares of others */

/** Find the moment that is nearest to a share of the training.
    @param {number} share what is beyond 0…1 means the nearest end
    @param {number} n how many moments there are, at least 1
    @returns {{share: number, index: number}} the share in 0…1, and the index of the moment */
export function nearestMoment(share, n) {
  const within = Math.min(1, Math.max(0, share));
  return { share: within, index: Math.round(within * (n - 1)) };
}

/** Say which moment it is: its step where there is a film, and its epoch.
    @param {import("../types").Say} say
    @param {Pick<TrainingRecord, "epochs" | "steps">} record
    @param {number} index
    @param {(value: number, decimals: number) => string} format writes a number with so many decimals at most
    @returns {string} */
export function momentText(say, { epochs, steps }, index, format) {
  const epoch = format(epochs[index], 2);
  if (!steps) return say("moment_epoch", { epoch });
  return say(steps[index] ? "moment" : "moment_first", { step: format(steps[index], 0), epoch });
}

/** Say whether a digit took over, and how far some others came.
    @param {import("../types").Say} say
    @param {NonNullable<TrainingRecord["takeover"]>} takeover
    @param {number[]} others digits whose largest shares are told
    @returns {string} */
export function takeoverText(say, { digit, share, half_from: from, peaks }, others) {
  const ended = say(from === null ? "nobody" : "taken", { digit, share: shareText(say, share), epoch: from });
  const most = others.map((other) => say("peak", { digit: other, share: shareText(say, peaks[other]) }));
  return [ended, say("peaks", { most: most.join(say("comma")) })].join(say("space"));
}

/** Stack ten shares.
    @param {number[]} shares ten of 1
    @returns {number[]} the height of the middle of each, in 0…1 */
export function middlesOf(shares) {
  let below = 0;
  return shares.map((share) => {
    const middle = below + share / 2;
    below += share;
    return middle;
  });
}
