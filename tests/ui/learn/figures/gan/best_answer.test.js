import assert from "node:assert/strict";
import { test } from "node:test";

import {
  bestAnswer,
  bumps,
  integral,
  jensenShannon,
  valueOfGame,
} from "../../../../../ui/learn/figures/gan/best_answer.js";

const near = (found, expected, off = 1e-9) => assert.ok(Math.abs(found - expected) < off, `${found} for ${expected}`);

test("no other belief is better than p / (p + q) at any point", () => {
  for (const [p, q] of [
    [0.7, 0.1],
    [0.2, 0.9],
    [0.4, 0.4],
  ]) {
    const gain = (d) => p * Math.log(d) + q * Math.log(1 - d);
    for (let d = 0.01; d < 1; d += 0.01) assert.ok(gain(d) <= gain(bestAnswer(p, q)) + 1e-12);
  }
});

test("a density of bumps has area 1", () => {
  near(
    integral((x) => bumps(x, [-1, 2])),
    1,
  );
});

test("the game's value is −log 4 + 2 JSD", () => {
  for (const forged of [
    [-2.4, 0.4],
    [0, 0],
    [-1.4, -1.4],
  ]) {
    near(valueOfGame([-1.4, 1.4], forged), -Math.log(4) + 2 * jensenShannon([-1.4, 1.4], forged));
  }
});

test("alike densities are at rest, and such as share nothing are log 2 apart", () => {
  near(jensenShannon([-1, 1], [-1, 1]), 0);
  near(valueOfGame([-1, 1], [1, -1]), -Math.log(4));
  near(jensenShannon([-4, -4], [4, 4]), Math.LN2, 1e-6);
});
