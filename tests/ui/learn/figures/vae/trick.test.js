import assert from "node:assert/strict";
import { test } from "node:test";

import { BLOCKED, FLOWING } from "../../../../../ui/learn/figures/vae/graph_view.js";
import { backward, forward, slopesOfKL } from "../../../../../ui/learn/figures/vae/trick.js";

const close = (value, wanted, by = 1e-5) => assert.ok(Math.abs(value - wanted) < by, `${value} is not ${wanted}`);
const slopeOf = (f, at, h = 1e-5) => (f(at + h) - f(at - h)) / (2 * h);
const loss = (z) => z ** 3 - 2 * z; // any function of z
const slope = (z) => 3 * z ** 2 - 2;

for (const [mu, logvar, epsilon] of [
  [1.6, -3.6, 0.8],
  [-0.4, 0.3, -2.1],
  [0, -1, 0],
]) {
  test(`gradients are those of finite differences, epsilon ${epsilon}`, () => {
    const { sigma, z } = forward({ mu, logvar }, epsilon);
    const found = backward(logvar, epsilon, slope(z));
    close(
      found.mu,
      slopeOf((value) => loss(forward({ mu: value, logvar }, epsilon).z), mu),
    );
    close(
      found.sigma,
      slopeOf((value) => loss(mu + value * epsilon), sigma),
    );
    close(
      found.logvar,
      slopeOf((value) => loss(forward({ mu, logvar: value }, epsilon).z), logvar),
    );
  });

  test(`the KL's own slopes are those of finite differences, mu ${mu}`, () => {
    const kl = (m, s) => (m * m + Math.exp(s) - 1 - s) / 2;
    const found = slopesOfKL({ mu, logvar });
    close(
      found.mu,
      slopeOf((value) => kl(value, logvar), mu),
    );
    close(
      found.logvar,
      slopeOf((value) => kl(mu, value), logvar),
    );
  });
}

test("where z is drawn no gradient passes it, and where epsilon is drawn all reach the encoder", () => {
  const back = ({ edges }) => edges.filter(({ back }) => back).map(({ from, to }) => `${to}→${from}`);
  assert.deepEqual(back(BLOCKED), ["frame→z", "loss→frame"]);
  assert.deepEqual(back(FLOWING), ["sigma→logvar", "z→mu", "z→sigma", "frame→z", "loss→frame"]);
});
