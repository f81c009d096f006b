import assert from "node:assert/strict";
import { test } from "node:test";

import { PRESETS, presetOf, rateText } from "../../../../../ui/learn/figures/gan/duel_rules.js";
import { newGame } from "../../../../../ui/learn/figures/gan/players/game.js";
import { covered, drawn, grid, randomFrom, ring } from "../../../../../ui/learn/figures/gan/players/points.js";

const LOW = 1e-4; // ends of the sliders
const HIGH = 1;

function play(rules, rounds, seed = 0, data = grid()) {
  const game = newGame(data, seed);
  while (game.rounds < rounds && game.sound) game.advance(rules);
  return game;
}

const weightsOf = (network) => network.flatMap(({ weights, bias }) => [...weights, ...bias]);

test("the same seed and rules give the same game to the last bit, another seed another one", () => {
  const one = play(PRESETS.article, 5, 7);
  assert.deepEqual(one.forgeries(PRESETS.article), play(PRESETS.article, 5, 7).forgeries(PRESETS.article));
  assert.notDeepEqual(one.forgeries(PRESETS.article), play(PRESETS.article, 5, 8).forgeries(PRESETS.article));
});

test("a round has k steps of D and one of G", () => {
  const game = newGame(grid(), 0);
  for (let step = 1; step <= 4; step++) {
    game.advance({ ...PRESETS.cure, k: 4 });
    assert.deepEqual([game.turn, game.rounds], [step, 0]);
  }
  game.advance({ ...PRESETS.cure, k: 4 });
  assert.deepEqual([game.turn, game.rounds], [0, 1]);
});

test("a step of D moves D alone, a step of G moves G alone", () => {
  const game = newGame(grid(), 0);
  const [d, g] = [weightsOf(game.discriminator), weightsOf(game.generator)];
  game.stepD(PRESETS.cure);
  assert.deepEqual(weightsOf(game.generator), g);
  assert.notDeepEqual(weightsOf(game.discriminator), d);
  const later = weightsOf(game.discriminator);
  game.stepG(PRESETS.cure);
  assert.deepEqual(weightsOf(game.discriminator), later);
  assert.notDeepEqual(weightsOf(game.generator), g);
});

test("a short way along its pull, D believes a forgery more", () => {
  const game = play(PRESETS.cure, 30);
  const { points, pulls } = game.forgeries(PRESETS.cure);
  const before = game.judge(points);
  const after = game.judge(points.map((place, at) => place + 1e-6 * pulls[at]));
  after.forEach((logit, at) => assert.ok(logit >= before[at] - 1e-12));
});

test("at the ends of the learning rates a game goes on or says that it cannot", () => {
  for (const name of ["article", "cure"]) {
    for (const [rateD, rateG] of [
      [LOW, LOW],
      [LOW, HIGH],
      [HIGH, LOW],
      [HIGH, HIGH],
    ]) {
      const game = play({ ...PRESETS[name], rateD, rateG }, 20);
      const finite = [game.discriminator, game.generator].every((one) => weightsOf(one).every(Number.isFinite));
      assert.equal(game.sound, finite);
      if (game.sound) assert.equal(game.rounds, 20);
    }
  }
});

test("a weight that is no number stops the game", () => {
  for (const player of /** @type {const} */ (["generator", "discriminator"])) {
    const game = play(PRESETS.cure, 2);
    game[player][1].weights[3] = NaN;
    game.advance(PRESETS.cure);
    assert.equal(game.sound, false);
  }
});

test("one drawn point is a distribution, and is found", () => {
  const game = play({ ...PRESETS.cure, rateD: 0.005, rateG: 0.005 }, 400, 0, drawn([[0.5, -0.3]]));
  assert.ok(game.sound);
  assert.deepEqual(game.coverage(), [true]);
});

test("what is to be imitated can change while the game goes on", () => {
  const game = play({ ...PRESETS.cure, rateD: 0.005, rateG: 0.005 }, 300, 0, drawn([[0.5, -0.3]]));
  game.imitate(drawn([[-0.5, 0.4]]));
  while (game.rounds < 800) game.advance({ ...PRESETS.cure, rateD: 0.005, rateG: 0.005 });
  assert.deepEqual(game.coverage(), [true]);
});

test("data cover all of their own places, and one spot covers at most one", () => {
  const random = randomFrom(1);
  for (const data of [grid(), ring(), drawn([...Array(50)].map(() => [random.normal() / 3, random.normal() / 3]))]) {
    const points = Float64Array.from(Array.from({ length: 2000 }, () => data.draw(random)).flat());
    assert.ok(covered(data, points).filter(Boolean).length >= data.places.length - 1);
    const spot = new Float64Array(400).map((_, at) => data.places[0][at % 2]);
    assert.equal(covered(data, spot)[0], true);
  }
});

test("random numbers are uniform and normal, by their moments", () => {
  const { uniform, normal } = randomFrom(5);
  const mean = (values) => values.reduce((total, value) => total + value, 0) / values.length;
  const [even, bell] = [uniform, normal].map((draw) => Array.from({ length: 40_000 }, draw));
  assert.ok(Math.abs(mean(even) - 1 / 2) < 0.01 && Math.abs(mean(even.map((u) => u * u)) - 1 / 3) < 0.01);
  assert.ok(Math.abs(mean(bell)) < 0.02 && Math.abs(mean(bell.map((z) => z * z)) - 1) < 0.03);
});

test("presets are known by their rules, also as sliders round them", () => {
  assert.equal(presetOf(PRESETS.article), "article");
  assert.equal(presetOf({ ...PRESETS.cure, rateD: 10 ** -2.7 }), "cure");
  assert.equal(presetOf({ ...PRESETS.cure, k: 2 }), undefined);
  assert.equal(presetOf({ ...PRESETS.cure, still: true }), undefined);
  assert.equal(rateText(10 ** -2.7), "0.002");
});
