/* The rules that the game in the plane can be played by, and the two sets of them that the chapter compares. */

import { drawn, grid, ring } from "./players/points.js";

/** @typedef {import("./players/game.js").Rules} Rules */

const RATE = 2e-3; // of both players in both presets: ten times the article's, for networks that much smaller

/** The article's rules, and those with which the forgeries spread.
    @type {{[name: string]: Rules}} */
export const PRESETS = {
  article: { k: 20, rateD: RATE, rateG: RATE, apart: true, minimax: false, sameBatch: true, still: false, r1: 0 },
  cure: { k: 1, rateD: RATE, rateG: RATE, apart: false, minimax: false, sameBatch: false, still: false, r1: 0.3 },
};

/** Distributions to choose from; a drawn one is made of its points. */
export const DATA = { grid, ring, drawn };

/** Find which preset some rules are.
    @param {Rules} rules
    @returns {string | undefined} */
export function presetOf(rules) {
  return Object.keys(PRESETS).find((name) =>
    Object.entries(PRESETS[name]).every(([key, value]) => same(rules[key], value)),
  );
}

/** Say whether two rules are alike; sliders give their logarithms a little rounded. */
function same(one, other) {
  return typeof one === "number" ? Math.abs(one - other) <= 0.03 * Math.abs(other) : one === other;
}

/** Write a learning rate in two digits.
    @param {number} rate
    @returns {string} */
export function rateText(rate) {
  return String(Number(rate.toPrecision(2)));
}
