/* What the chapter says of the game in the plane, played for a fixed number of rounds by the seed that the page begins
   with. Rounding differs between machines and a game amplifies it, so each claim leaves room; INKSPACE_SEEDS=3 plays three
   seeds, as the chapter's figures were measured. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { PRESETS } from "../../../../../ui/learn/figures/gan/duel_rules.js";
import { newGame } from "../../../../../ui/learn/figures/gan/players/game.js";
import { grid } from "../../../../../ui/learn/figures/gan/players/points.js";

const SEEDS = Array.from({ length: Number(process.env.INKSPACE_SEEDS ?? 1) }, (_, seed) => seed);
const ALL = 9 * SEEDS.length; // places of the grid, over all seeds
const NEWEST = 200; // rounds over which a loss is averaged

function play(rules, rounds) {
  return SEEDS.map((seed) => {
    const game = newGame(grid(), seed);
    while (game.rounds < rounds) game.advance(rules);
    return game;
  });
}

const covered = (games) => sum(games.map((game) => game.coverage().filter(Boolean).length));
const lossOfD = (games) => sum(games.map(({ losses }) => sum(losses.d.slice(-NEWEST)) / NEWEST)) / games.length;
const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Measure how far forgeries lie from their mean: the root of the mean square. */
function spread(game) {
  const { points } = game.forgeries(PRESETS.cure);
  const mean = [0, 1].map((axis) => sum([...points].filter((_, at) => at % 2 === axis)) / (points.length / 2));
  return Math.sqrt(sum([...points].map((value, at) => (value - mean[at % 2]) ** 2)) / (points.length / 2));
}

test("as the article writes it, most of the grid is lost after 500 rounds", () => {
  assert.ok(covered(play(PRESETS.article, 500)) <= ALL / 2);
});

test("with k = 1 and R1 nearly all of it is covered after 2,000, and D only guesses", () => {
  const games = play(PRESETS.cure, 2000);
  assert.ok(covered(games) >= ALL - 2 * SEEDS.length);
  assert.ok(Math.abs(lossOfD(games) - Math.LN2) < 0.03);
});

test("with k = 1 and no R1 the forgeries spread too, but D stays ahead", () => {
  const games = play({ ...PRESETS.cure, r1: 0 }, 2000);
  assert.ok(covered(games) >= ALL - 3 * SEEDS.length);
  assert.ok(lossOfD(games) < Math.LN2 - 0.03);
});

test("where D stands still, all forgeries lie on one spot within 100 rounds", () => {
  for (const game of play(PRESETS.cure, 200)) {
    const before = spread(game);
    while (game.rounds < 300) game.advance({ ...PRESETS.cure, still: true });
    assert.ok(spread(game) < before / 10);
    assert.equal(game.coverage().filter(Boolean).length <= 1, true);
  }
});
