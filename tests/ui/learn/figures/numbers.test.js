import assert from "node:assert/strict";
import { test } from "node:test";

import {
  meanOfCosine,
  normalDensity,
  percentText,
  sigmoid,
  softplus,
  sum,
  written,
} from "../../../../ui/learn/figures/numbers.js";

const near = (found, expected, off = 1e-9) => assert.ok(Math.abs(found - expected) < off, `${found} for ${expected}`);

/** Integrate a function from `low` to `high` by the midpoint rule. */
function integral(curve, low, high, steps = 20_000) {
  const width = (high - low) / steps;
  let total = 0;
  for (let at = 0; at < steps; at++) total += curve(low + (at + 0.5) * width) * width;
  return total;
}

test("numbers are written with a true minus sign", () => {
  assert.equal(written(-1.205), "−1.21");
  assert.equal(written(3, 0), "3");
  assert.equal(written(0.5273, 4), "0.5273");
});

test("a share is written in whole percent", () => {
  const say = (key, { number }) => `${key} ${number}`;
  assert.equal(percentText(say, 0.336), "percent 34");
  assert.equal(percentText(say, 1), "percent 100");
});

test("the sum of nothing is 0", () => {
  assert.equal(sum([]), 0);
  assert.equal(sum([1, 2.5, -4]), -0.5);
});

test("a normal density has area 1, its mean and its standard deviation", () => {
  const density = (z) => normalDensity(z, 0.7, 0.4);
  near(integral(density, -5, 6), 1, 1e-6);
  near(
    integral((z) => z * density(z), -5, 6),
    0.7,
    1e-6,
  );
  near(
    integral((z) => (z - 0.7) ** 2 * density(z), -5, 6),
    0.16,
    1e-6,
  );
});

test("a sigmoid turns a logit into the probability that it is the logarithm of the odds of", () => {
  for (const p of [0.02, 0.3, 0.5, 0.97]) near(sigmoid(Math.log(p / (1 - p))), p);
});

test("softplus is −log(1 − D), and does not overflow where that does", () => {
  for (const logit of [-7, -0.3, 0, 2, 5]) near(softplus(logit), -Math.log(1 - sigmoid(logit)), 1e-8);
  assert.equal(softplus(1000), 1000);
  assert.equal(softplus(-1000), 0);
});

test("the slope of softplus is the sigmoid, which the figure's second plot shows", () => {
  const step = 1e-5;
  for (const logit of [-6, -1, 0.5, 4]) {
    near((softplus(logit + step) - softplus(logit - step)) / (2 * step), sigmoid(logit), 1e-6);
  }
});

test("what the cosine lets through is its mean under the envelope", () => {
  for (const sigma of [0.5, 0.8, 2]) {
    const envelope = (x) => Math.exp(-(x ** 2) / (4 * sigma ** 2));
    const through = integral((x) => envelope(x) * Math.cos(x), -30, 30) / integral(envelope, -30, 30);
    near(meanOfCosine(sigma), through, 1e-6);
  }
});
