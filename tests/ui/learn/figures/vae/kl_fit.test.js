import assert from "node:assert/strict";
import { test } from "node:test";

import {
  covering,
  klOfGuess,
  klOfTruth,
  LUMPS,
  lumpy,
  pointsOfLumpy,
  settling,
} from "../../../../../ui/learn/figures/vae/kl_fit.js";

const close = (value, wanted, by = 1e-6) => assert.ok(Math.abs(value - wanted) < by, `${value} is not ${wanted}`);

/** Integrate by Simpson's rule on another grid than the module's. */
function simpson(f, from, to, n = 4000) {
  const step = (to - from) / n;
  let total = f(from) + f(to);
  for (let at = 1; at < n; at++) total += (at % 2 ? 4 : 2) * f(from + at * step);
  return (total * step) / 3;
}

const normal = (z, { mean, sd }) => Math.exp(-(((z - mean) / sd) ** 2) / 2) / (sd * Math.sqrt(2 * Math.PI));

test("the lumpy density adds up to 1 and so do its shares", () => {
  close(simpson(lumpy, -12, 12), 1);
  close(
    LUMPS.reduce((total, [share]) => total + share, 0),
    1,
  );
});

test("both directions are the integrals that define them", () => {
  for (const q of [
    { mean: 0.3, sd: 1 },
    { mean: -2, sd: 0.5 },
  ]) {
    close(
      klOfGuess(q),
      simpson((z) => normal(z, q) * Math.log(normal(z, q) / lumpy(z)), q.mean - 7 * q.sd, q.mean + 7 * q.sd),
      1e-5,
    );
    close(
      klOfTruth(q),
      simpson((z) => lumpy(z) * Math.log(lumpy(z) / normal(z, q)), -8, 8),
      1e-5,
    );
  }
});

test("the covering Gaussian has the density's mean and spread, and none has a lesser KL(p ‖ q)", () => {
  const { mean, sd } = covering();
  close(
    mean,
    simpson((z) => z * lumpy(z), -12, 12),
  );
  close(
    sd ** 2,
    simpson((z) => (z - mean) ** 2 * lumpy(z), -12, 12),
  );
  const least = klOfTruth({ mean, sd });
  for (const other of [
    { mean: mean + 0.05, sd },
    { mean: mean - 0.05, sd },
    { mean, sd: sd * 1.05 },
    { mean, sd: sd / 1.05 },
  ]) {
    assert.ok(klOfTruth(other) > least);
  }
});

test("downhill in KL(q ‖ p) ends on a lump, whichever is near, and wide bells end there too", () => {
  const [left, , right] = LUMPS;
  for (const [from, [, mean]] of [
    [{ mean: -3, sd: 1 }, left],
    [{ mean: 0, sd: 2 }, left],
    [{ mean: 3, sd: 1 }, right],
  ]) {
    const found = settling(from);
    close(found.mean, mean, 0.2);
    assert.ok(found.sd < 0.6, "narrow");
    for (const step of [-0.02, 0.02]) {
      assert.ok(klOfGuess({ ...found, mean: found.mean + step }) > klOfGuess(found));
      assert.ok(klOfGuess({ ...found, sd: found.sd + step }) > klOfGuess(found));
    }
  }
});

test("points lie as the density has them", () => {
  const points = pointsOfLumpy(100);
  assert.equal(points.length, 100);
  const share = points.filter((z) => z < -1).length / 100;
  close(share, simpson(lumpy, -12, -1), 0.02);
});
