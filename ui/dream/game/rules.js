/* The rules of "Human or forger?". A game is plain data, so that it can be kept for the next page. */

/** A pair: a human's digit and a forgery of the same, framed alike.
    @typedef {object} Round
    @property {number} digit that is drawn
    @property {string} forgery base64 of 784 grey bytes, ink 255
    @property {number} forgery_score D's, 0 forged … 1 real
    @property {number} pen px of a line, so that the human's is as thick as the forger's
    @property {string} [human] likewise, once it has been drawn
    @property {number} [human_score] */

/** A game of ten rounds.
    @typedef {object} Game
    @property {"draw" | "ready" | "guess" | "end"} step
    @property {string} model of the forger
    @property {"drawn" | "mnist"} hand the human's: drawn by the visitor, or MNIST's
    @property {number[]} absent digits that the forger could not draw
    @property {number} tried how many it drew in looking for them
    @property {Round[]} rounds
    @property {number} drawn rounds that have their drawing
    @property {number[]} order in which the pairs are shown: indices of rounds
    @property {boolean[]} humanFirst whether the human's digit is the left one, by round
    @property {"self" | "friend"} guesser
    @property {boolean[]} guesses whether the human was found, in the order of the pairs */

/** Shuffle a list.
    @template Item
    @param {Item[]} list
    @param {() => number} random as Math.random
    @returns {Item[]} */
function shuffled(list, random) {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
}

/** Begin a game.
    @param {{rounds: Round[], absent: number[], tried: number}} dealt what `ui.dream.game.server.deal` gives
    @param {string} model
    @param {"drawn" | "mnist"} hand with "drawn", each round still lacks its human
    @param {() => number} [random] as Math.random
    @returns {Game} */
export function newGame({ rounds, absent, tried }, model, hand, random = Math.random) {
  const indices = rounds.map((_, index) => index);
  return {
    step: hand === "drawn" ? "draw" : "ready",
    ...{ model, hand, absent, tried, rounds },
    drawn: 0,
    order: shuffled(indices, random),
    humanFirst: rounds.map(() => random() < 0.5),
    guesser: "self",
    guesses: [],
  };
}

/** Take the drawing of the present round; after the last one the game is ready for guessing.
    @param {Game} game
    @param {{frame: string, score: number}} drawing as `ui.dream.game.server.judge` gives it */
export function takeDrawing(game, { frame, score }) {
  Object.assign(game.rounds[game.drawn], { human: frame, human_score: score });
  game.drawn += 1;
  if (game.drawn === game.rounds.length) game.step = "ready";
}

/** Give the pair that is to be told apart next.
    @param {Pick<Game, "rounds" | "order" | "humanFirst" | "guesses">} game
    @returns {{picture: string, human: boolean}[]} left and right */
export function nextPair({ rounds, order, humanFirst, guesses }) {
  const index = order[guesses.length];
  const { human, forgery } = rounds[index];
  const pair = [
    { picture: human ?? "", human: true }, // guessing begins when every round has a drawing
    { picture: forgery, human: false },
  ];
  return humanFirst[index] ? pair : pair.reverse();
}

/** Take a guess which side is human; after the last pair the game ends.
    @param {Game} game
    @param {number} side 0 left, 1 right */
export function takeGuess(game, side) {
  game.guesses.push(nextPair(game)[side].human);
  if (game.guesses.length === game.rounds.length) game.step = "end";
}

/** Tell who found the human in each pair. D takes the higher score for human; where both have the same, it has not
    found it.
    @param {Pick<Game, "rounds" | "order" | "guesses">} game
    @returns {{round: Round, eye: boolean, critic: boolean}[]} in the order in which the pairs were shown */
export function results({ rounds, order, guesses }) {
  return guesses.map((eye, at) => {
    const round = rounds[order[at]];
    return { round, eye, critic: Number(round.human_score) > round.forgery_score };
  });
}
