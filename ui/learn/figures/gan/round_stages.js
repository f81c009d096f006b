/* The stages of one round of the game, and what stands on the cards at each. */

export const STAGES = ["look", "forge", "d_step", "g_step", "done"];

/** A round as `ui.learn.chapters.gan.play` answers it, its pictures as grey bytes: what D gives each real drawing before
    and after its step, and each forgery before, after D's and after G's step.
    @typedef {object} Round
    @property {Uint8Array} real
    @property {Uint8Array} fake
    @property {Uint8Array} fake_after what G draws after its step
    @property {number[]} real_before
    @property {number[]} real_after
    @property {number[]} fake_before
    @property {number[]} fake_after_d
    @property {number[]} fake_after_g */

/** One hand of cards: its pictures and D's scores in 0…1, null where they are not shown yet.
    @typedef {{grey: Uint8Array | null, scores: number[] | null}} Hand */

/** Find what lies on the table at a stage.
    @param {Round} round
    @param {number} stage number of one of STAGES
    @returns {{real: Hand, fake: Hand}} */
export function handsAt(round, stage) {
  const redrawn = stage >= STAGES.indexOf("g_step");
  const judged = stage >= STAGES.indexOf("d_step");
  const scores = [null, round.fake_before, round.fake_after_d, round.fake_after_g, round.fake_after_g][stage];
  return {
    real: { grey: round.real, scores: judged ? round.real_after : round.real_before },
    fake: { grey: stage === 0 ? null : redrawn ? round.fake_after : round.fake, scores },
  };
}

/** Keep the number of a stage within the round.
    @param {number} stage
    @returns {number} */
export function stageWithin(stage) {
  return Math.min(STAGES.length - 1, Math.max(0, stage));
}
