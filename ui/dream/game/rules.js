/* The rules of "Human or forger?": a game is plain data, so that it can be kept. */

function shuffled(list) {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}

/** A new game. dealt : what `ui.dream.game.server.deal` gives; hand : "drawn", then each round still lacks its human, or "mnist". */
export function newGame({ rounds, absent, tried }, model, hand) {
  return {
    step: hand === "drawn" ? "draw" : "ready",
    ...{ model, hand, absent, tried, rounds },
    drawn: 0, // rounds that have their drawing
    order: shuffled(rounds.map((_, at) => at)), // in which the pairs are shown
    humanFirst: rounds.map(() => Math.random() < 0.5),
    guesser: "self",
    guesses: [], // whether the human was found, in the order of the pairs
  };
}

/** The pair that is to be told apart next: [left, right], each {picture, human}. */
export function nextPair({ rounds, order, humanFirst, guesses }) {
  const at = order[guesses.length];
  const { human, forgery } = rounds[at];
  const pair = [
    { picture: human, human: true },
    { picture: forgery, human: false },
  ];
  return humanFirst[at] ? pair : pair.reverse();
}

/** Whether D gave the human hand the higher score. Where both got the same it could not tell, and has not found it. */
const criticFound = ({ human_score, forgery_score }) => human_score > forgery_score;

/** {round, eye, critic} of each pair in the order they were shown: who found the human. */
export const results = ({ rounds, order, guesses }) =>
  guesses.map((eye, at) => ({ round: rounds[order[at]], eye, critic: criticFound(rounds[order[at]]) }));
