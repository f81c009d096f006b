/* The game itself: two players, their steps, and all that is remembered of it. */

import { adam } from "./adam.js";
import { crossEntropy, generatorLoss } from "./losses.js";
import { addGradients, addR1, forget, forward, inputGradients, newNetwork } from "./network.js";
import { covered, randomFrom } from "./points.js";

export const BATCH = 64; // the article's
export const SHOWN = 200; // forgeries that are shown, always from the same noise
const NOISE = 2; // numbers in z
const HIDDEN = 32;
/** @type {[number, number]} */
const BETAS = [0.5, 0.999]; // the article's
const REMEMBERED = 400; // rounds whose losses are kept

/** How the game is played.
    @typedef {object} Rules
    @property {number} k steps of D before each of G
    @property {number} rateD learning rate
    @property {number} rateG
    @property {boolean} apart see losses.js
    @property {boolean} minimax whether G minimises log(1 − D) instead of −log D
    @property {boolean} sameBatch whether the k steps of D are taken on one batch, as the article's code takes them
    @property {boolean} still whether D takes no steps at all
    @property {number} r1 weight of R1, 0 for none */

/** Begin a game.
    @param {import("./points.js").Distribution} first what is to be imitated
    @param {number} seed
    @returns a game; `rules` are given with each step, so that they can change while it goes on */
export function newGame(first, seed) {
  let data = first;
  const random = randomFrom(seed);
  const [generator, discriminator] = [
    [NOISE, HIDDEN, HIDDEN, 2],
    [2, HIDDEN, HIDDEN, 1],
  ].map((sizes) => newNetwork(sizes, random.uniform));
  const [moveG, moveD] = [generator, discriminator].map((network) => adam(network, BETAS));
  const shownNoise = noise(SHOWN, random);
  /** @type {{d: number[], g: number[]}} */
  const losses = { d: [], g: [] };
  let turn = 0; // steps that D has taken in this round
  let rounds = 0;
  /** @type {Float64Array | undefined} */
  let batch; // of real points
  let lastD = NaN; // D's loss before its newest step
  let sound = true; // whether all numbers are numbers

  /** Take one step of D. @param {Rules} rules */
  function stepD({ rateD, apart, r1, sameBatch }) {
    if (!batch || !sameBatch || !turn) batch = drawBatch(data, random);
    const fake = forward(generator, noise(BATCH, random), BATCH).outputs;
    forget(discriminator);
    const seen = [batch, fake].map((points) => forward(discriminator, points, BATCH));
    const [real, forged] = [crossEntropy(seen[0].outputs, 1, apart), crossEntropy(seen[1].outputs, 0, apart)];
    addGradients(discriminator, seen[0], real.slopes.map(half));
    addGradients(discriminator, seen[1], forged.slopes.map(half));
    const fine = r1 ? addR1(discriminator, seen[0], r1) : 0;
    moveD(rateD);
    turn += 1;
    lastD = (real.loss + forged.loss) / 2;
    check(lastD + fine);
  }

  /** Take one step of G, which ends the round. @param {Rules} rules */
  function stepG({ rateG, apart, minimax }) {
    const drawn = forward(generator, noise(BATCH, random), BATCH);
    const judged = forward(discriminator, drawn.outputs, BATCH);
    const { loss, slopes } = generatorLoss(judged.outputs, { apart, minimax });
    forget(generator);
    addGradients(generator, drawn, inputGradients(discriminator, judged, slopes));
    moveG(rateG);
    for (const [list, value] of /** @type {const} */ ([
      [losses.d, lastD],
      [losses.g, loss],
    ])) {
      list.push(value);
      if (list.length > REMEMBERED) list.shift();
    }
    turn = 0;
    rounds += 1;
    check(loss);
  }

  /** Note whether the game can go on. */
  function check(loss) {
    const whole = (network) => network.every(({ weights, bias }) => finite(weights) && finite(bias));
    sound &&= Number.isFinite(loss) && whole(discriminator) && whole(generator);
  }

  /** Draw the forgeries that are shown, and what pulls each: −∇ of its own loss of G.
      @param {Rules} rules */
  function forgeries({ apart, minimax }) {
    const points = forward(generator, shownNoise, SHOWN).outputs;
    const judged = forward(discriminator, points, SHOWN);
    const { slopes } = generatorLoss(judged.outputs, { apart, minimax });
    const pulls = inputGradients(discriminator, judged, slopes).map((slope) => -slope * SHOWN);
    return { points, pulls };
  }

  return {
    ...{ generator, discriminator, losses, stepD, stepG, forgeries },
    get sound() {
      return sound;
    },
    get rounds() {
      return rounds;
    },
    get turn() {
      return turn;
    },
    /** Take the next step of the round: D's, until it has had k of them or where it stands still, then G's. @param {Rules} rules */
    advance(rules) {
      if (turn < rules.k && !rules.still) stepD(rules);
      else stepG(rules);
    },
    /** Give the players something else to imitate, from the next batch on. @param {import("./points.js").Distribution} other */
    imitate(other) {
      data = other;
      batch = undefined;
    },
    /** Compute D's logits at points, x, y, x, y, … */
    judge: (points) => forward(discriminator, points, points.length / 2).outputs,
    /** Find which places of the data the forgeries cover, true or false for each. */
    coverage: () => covered(data, forward(generator, shownNoise, SHOWN).outputs),
  };
}

const half = (slope) => slope / 2;

function finite(values) {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at] * 0; // NaN where one is no number or beyond all
  return total === 0;
}

function noise(n, { normal }) {
  return Float64Array.from({ length: n * NOISE }, normal);
}

function drawBatch(data, random) {
  const points = new Float64Array(2 * BATCH);
  for (let at = 0; at < BATCH; at++) points.set(data.draw(random), 2 * at);
  return points;
}
