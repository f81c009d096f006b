import assert from "node:assert/strict";
import { test } from "node:test";

import { boundTerms, gaussianKL, posteriorOf } from "../../../../../ui/learn/figures/vae/bound_numbers.js";
import { BY_JENSEN, BY_KL } from "../../../../../ui/learn/figures/vae/bound_steps.js";

const GUESSES = [
  { x: 1.5, spread: 0.5, mu: 0.4, sigma: 0.8 },
  { x: -2, spread: 0.5, mu: 3, sigma: 0.15 },
  { x: 0, spread: 0.5, mu: 0, sigma: 1.6 },
];
const close = (value, wanted, by = 1e-6) => assert.ok(Math.abs(value - wanted) < by, `${value} is not ${wanted}`);
const normal = (z, mean, sd) => Math.exp(-(((z - mean) / sd) ** 2) / 2) / (sd * Math.sqrt(2 * Math.PI));

/** Integrate by the midpoint rule, fine enough for bell curves. */
function integral(f, from, to, n = 20000) {
  const step = (to - from) / n;
  let total = 0;
  for (let at = 0; at < n; at++) total += f(from + (at + 0.5) * step);
  return total * step;
}

for (const guess of GUESSES) {
  const { x, spread, mu, sigma } = guess;
  const terms = boundTerms(guess);
  const mean = (f) => integral((z) => normal(z, mu, sigma) * f(z), mu - 8 * sigma, mu + 8 * sigma);

  test(`the terms are the expectations that they stand for, mu ${mu}`, () => {
    const evidence = integral((z) => normal(x, z, spread) * normal(z, 0, 1), -10, 10);
    const posterior = (z) => (normal(x, z, spread) * normal(z, 0, 1)) / evidence;
    close(terms.evidence, Math.log(evidence));
    close(
      terms.logQ,
      mean((z) => Math.log(normal(z, mu, sigma))),
      1e-5,
    );
    close(
      terms.logLikelihood,
      mean((z) => -(((x - z) / spread) ** 2) / 2 - Math.log(spread * Math.sqrt(2 * Math.PI))),
      1e-5,
    );
    close(
      terms.logPrior,
      mean((z) => Math.log(normal(z, 0, 1))),
      1e-5,
    );
    if (mu < 3)
      close(
        terms.logPosterior,
        mean((z) => Math.log(posterior(z))),
        1e-4,
      );
  });

  test(`both ways lead to one line, mu ${mu}`, () => {
    close(terms.gap, terms.logQ - terms.logPosterior);
    close(terms.gap, terms.logQ - terms.logLikelihood - terms.logPrior + terms.evidence);
    close(terms.evidence - terms.gap, terms.logLikelihood - terms.kl);
    close(terms.elbo, terms.logLikelihood + terms.logPrior - terms.logQ);
    assert.ok(terms.gap >= 0 && terms.elbo <= terms.evidence);
  });
}

test("the gap closes at the true posterior", () => {
  const { mean, sd } = posteriorOf({ x: 1.5, spread: 0.5 });
  close(mean, 1.2); // 1.5 / (1 + ¼)
  close(boundTerms({ x: 1.5, spread: 0.5, mu: mean, sigma: sd }).gap, 0);
});

test("a Gaussian's divergence from the prior is the chapter's formula", () => {
  close(gaussianKL(0.5, 0.5, 0, 1), (0.25 + 0.25 - 1 - Math.log(0.25)) / 2);
});

test("each step's numbers add up as they are written", () => {
  const terms = boundTerms(GUESSES[0]);
  for (const { key, numbers } of [...BY_KL, ...BY_JENSEN]) {
    const sides = numbers(terms)
      .replace(/−/g, "-")
      .split(/[=≥]/)
      .map((side) => side.replace(/[^\d.+()\s-]/g, ""));
    const values = sides.map((side) => Function(`return ${side.replace(/- -/g, "+ ").replace(/-\s*\(-/g, "+(")}`)());
    if (key === "jensen_swap") assert.ok(values[0] > values[1]);
    else for (const value of values) close(value, values[0], 0.03); // each number is rounded
  }
});
