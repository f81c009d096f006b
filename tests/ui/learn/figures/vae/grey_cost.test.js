import assert from "node:assert/strict";
import { test } from "node:test";

import { greyCost, leastCost, totalOfGreys } from "../../../../../ui/learn/figures/vae/grey_cost.js";

test("no redrawing costs less than the pixel's own entropy, which a grey one has", () => {
  for (const x of [0.1, 0.5, 0.8]) {
    assert.ok(leastCost(x) > 0);
    for (let p = 0.01; p < 1; p += 0.01) assert.ok(greyCost(x, p) >= leastCost(x) - 1e-12);
  }
  assert.deepEqual([leastCost(0), leastCost(1)], [0, 0]);
});

test("what passes for a density of greys does not add up to 1", () => {
  for (const p of [0.05, 0.5, 0.9]) {
    const n = 20000;
    let total = 0;
    for (let at = 0; at < n; at++) total += Math.exp(-greyCost((at + 0.5) / n, p)) / n;
    assert.ok(Math.abs(totalOfGreys(p) - total) < 1e-6);
    assert.ok(total < 0.6);
  }
});
