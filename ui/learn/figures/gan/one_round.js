/* One round of the game in the plane, step by step: the discriminator's three steps, then the generator's six. */

import { adam } from "./players/adam.js";
import { newGame } from "./players/game.js";
import { crossEntropy } from "./players/losses.js";
import { addGradients, forget, forward, inputGradients } from "./players/network.js";
import { grid, randomFrom } from "./players/points.js";
import { PRESETS } from "./duel_rules.js";
import { sigmoid } from "../numbers.js";

export const STEPS = ["d1", "d2", "d3", "g1", "g2", "g3", "g4", "g5", "g6"];
const BEFORE = 40; // rounds that both have played, or D would have no opinion yet
const RATE = 0.01;

/** What happened in a round with one real point and one noise vector.
    @typedef {object} Round
    @property {number[]} real
    @property {number[]} z
    @property {number[]} fake G(z) before G's step
    @property {number[]} fakeAfter
    @property {Scores} before of D before its step
    @property {Scores} after and after it
    @property {number} scoreAfter D(G(z)) after G's step
    @property {number} lossD of D before its step, ½ (−log D(x) − log(1 − D(G(z))))
    @property {number} lossG −log D(G(z)) before G's step
    @property {number[]} slope of lossG in the two coordinates of the forgery
    @property {Moves} dStep how far each player's weights moved in D's step
    @property {Moves} gStep and in G's */
/** @typedef {{real: number, fake: number}} Scores D's belief in 0…1
    @typedef {{d: number, g: number}} Moves lengths of the changes of all weights and biases */

/** Play a round.
    @param {number} seed
    @returns {Round} */
export function playRound(seed) {
  const game = newGame(grid(), seed);
  while (game.rounds < BEFORE) game.advance({ ...PRESETS.cure, r1: 0 });
  const { generator, discriminator } = game;
  const random = randomFrom(seed + 1);
  const real = Float64Array.from(grid().draw(random));
  const z = Float64Array.of(random.normal(), random.normal());
  const judge = (point) => forward(discriminator, point, 1);
  const believed = (point) => sigmoid(judge(point).outputs[0]);
  const both = () => ({ real: believed(real), fake: believed(fake) });
  const fake = forward(generator, z, 1).outputs;
  const before = both();

  const held = [discriminator, generator].map(weightsOf);
  const seen = [judge(real), judge(fake)];
  const losses = [crossEntropy(seen[0].outputs, 1, false), crossEntropy(seen[1].outputs, 0, false)];
  forget(discriminator);
  seen.forEach((trace, at) =>
    addGradients(
      discriminator,
      trace,
      losses[at].slopes.map((slope) => slope / 2),
    ),
  );
  adam(discriminator, [0.5, 0.999])(RATE);
  const moved = () => ({ d: distance(held[0], weightsOf(discriminator)), g: distance(held[1], weightsOf(generator)) });
  const dStep = moved();
  const after = both();

  held[0] = weightsOf(discriminator);
  const [drawn, judged] = [forward(generator, z, 1), judge(fake)];
  const { loss, slopes } = crossEntropy(judged.outputs, 1, false);
  const slope = inputGradients(discriminator, judged, slopes);
  forget(generator);
  addGradients(generator, drawn, slope);
  adam(generator, [0.5, 0.999])(RATE);
  const fakeAfter = forward(generator, z, 1).outputs;
  const list = (values) => [...values];
  return {
    ...{ real: list(real), z: list(z), fake: list(fake), fakeAfter: list(fakeAfter), slope: list(slope) },
    ...{ before, after, dStep, gStep: moved(), scoreAfter: believed(fakeAfter) },
    ...{ lossD: (losses[0].loss + losses[1].loss) / 2, lossG: loss },
  };
}

/** Copy all weights and biases of a network.
    @returns {number[]} */
function weightsOf(network) {
  return network.flatMap(({ weights, bias }) => [...weights, ...bias]);
}

function distance(one, other) {
  return Math.hypot(...one.map((value, at) => value - other[at]));
}

/** Find what each part of the picture does at a step: "" rests; "on" carries numbers forward; "back" gradients backward;
    "move" changes its weights; "still" lets gradients through and keeps its weights.
    @param {string} step one of STEPS
    @returns {{[part: string]: string}} parts: x, z, G, fake, D, score, loss */
export function partsAt(step) {
  const on = (...parts) => Object.fromEntries(parts.map((part) => [part, "on"]));
  const found = {
    d1: on("x", "D", "score", "loss"),
    d2: on("z", "G", "fake", "D", "score", "loss"),
    d3: { loss: "back", score: "back", D: "move" },
    g1: on("z"),
    g2: on("z", "G", "fake"),
    g3: on("fake", "D", "score"),
    g4: on("score", "loss"),
    g5: { loss: "back", score: "back", D: "still", fake: "back" },
    g6: { loss: "back", score: "back", D: "still", fake: "back", G: "move" },
  };
  return found[step];
}
