import assert from "node:assert/strict";
import { test } from "node:test";

import { newGame, nextPair, results, takeDrawing, takeGuess } from "../../../../ui/dream/game/rules.js";

const DIGITS = [3, 1, 4, 0, 5, 9, 2, 6, 8, 7];
const half = () => 0.5;

/** Deal ten rounds; with MNIST's hand D takes the human for human in all rounds but the first two. */
function dealt(hand) {
  const human = (index) => ({ human: `human ${index}`, human_score: index === 0 ? 0.1 : index === 1 ? 0.5 : 0.9 });
  const rounds = DIGITS.map((digit, index) => ({
    digit,
    forgery: `forgery ${index}`,
    forgery_score: 0.5,
    pen: 2,
    ...(hand === "mnist" ? human(index) : {}),
  }));
  return { rounds, absent: [], tried: 0 };
}

function played(hand = "mnist", random = Math.random) {
  return newGame(dealt(hand), "gan_conv", hand, random);
}

test("a drawn game begins with drawing, one with MNIST's hand with guessing", () => {
  assert.equal(played("drawn").step, "draw");
  assert.equal(played("mnist").step, "ready");
});

test("each pair is shown once, in some order", () => {
  assert.deepEqual(
    [...played().order].sort((a, b) => a - b),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
});

test("every round is as likely as another to be shown first", () => {
  const first = new Array(10).fill(0);
  for (let game = 0; game < 5000; game++) first[played().order[0]] += 1;
  for (const count of first) assert.ok(count > 380 && count < 620, `${first}`); // 500 ± 5.7 standard deviations
});

test("the human is left or right by chance", () => {
  let left = 0;
  for (let game = 0; game < 500; game++) left += played().humanFirst.filter(Boolean).length;
  assert.ok(Math.abs(left - 2500) < 200, `${left}`); // 5.7 standard deviations
});

test("a pair holds the human's digit and the forgery of the same round, the human on its side", () => {
  const game = played("mnist");
  game.order[0] = 4;
  game.humanFirst[4] = true;
  const pair = [
    { picture: "human 4", human: true },
    { picture: "forgery 4", human: false },
  ];
  assert.deepEqual(nextPair(game), pair);
  game.humanFirst[4] = false;
  assert.deepEqual(nextPair(game), [pair[1], pair[0]]);
});

test("drawings fill the rounds one after the other, and after the last the game is ready", () => {
  const game = played("drawn", half);
  for (let index = 0; index < 10; index++) {
    assert.equal(game.step, "draw");
    assert.equal(game.drawn, index);
    takeDrawing(game, { frame: `drawing ${index}`, score: index / 10 });
  }
  assert.equal(game.step, "ready");
  assert.deepEqual(
    game.rounds.map(({ human }) => human),
    DIGITS.map((_, index) => `drawing ${index}`),
  );
  assert.deepEqual(
    game.rounds.map(({ human_score: score }) => score),
    [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  );
});

test("who always points at the human finds it ten times, and the game ends", () => {
  const game = played();
  game.step = "guess";
  for (let pair = 0; pair < 10; pair++) {
    assert.equal(game.step, "guess");
    takeGuess(game, game.humanFirst[game.order[pair]] ? 0 : 1);
  }
  assert.equal(game.step, "end");
  assert.deepEqual(
    results(game).map(({ eye }) => eye),
    new Array(10).fill(true),
  );
});

test("who always points at the forgery never finds it", () => {
  const game = played();
  for (let pair = 0; pair < 10; pair++) takeGuess(game, game.humanFirst[game.order[pair]] ? 1 : 0);
  assert.ok(results(game).every(({ eye }) => !eye));
});

test("results stand in the order in which the pairs were shown", () => {
  const game = played();
  for (let pair = 0; pair < 10; pair++) takeGuess(game, 0);
  assert.deepEqual(
    results(game).map(({ round }) => round.digit),
    game.order.map((index) => DIGITS[index]),
  );
});

test("D finds the human where it scores it higher, and not where both score the same", () => {
  const game = played();
  for (let pair = 0; pair < 10; pair++) takeGuess(game, 0);
  for (const { round, critic } of results(game)) assert.equal(critic, ![DIGITS[0], DIGITS[1]].includes(round.digit));
});

test("a guess that is taken back can be made anew", () => {
  const game = played();
  const right = () => (game.humanFirst[game.order[game.guesses.length]] ? 0 : 1);
  takeGuess(game, 1 - right());
  game.guesses.pop();
  takeGuess(game, right());
  assert.deepEqual(game.guesses, [true]);
});

test("a game survives being kept as text", () => {
  const game = played("drawn");
  takeDrawing(game, { frame: "drawing", score: 0.5 });
  assert.deepEqual(JSON.parse(JSON.stringify(game)), game);
});
