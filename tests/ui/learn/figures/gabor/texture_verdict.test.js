import assert from "node:assert/strict";
import { test } from "node:test";

import { verdict } from "../../../../../ui/learn/figures/gabor/texture_verdict.js";

test("the stronger side is named, with how many times as strong it is", () => {
  assert.deepEqual(verdict({ inside: 0.5, outside: 0.25 }), { key: "inside", times: 2 });
  assert.deepEqual(verdict({ inside: 0.25, outside: 0.5 }), { key: "outside", times: 2 });
});

test("within a quarter both sides are alike", () => {
  for (const inside of [0.8, 1, 1.25]) assert.equal(verdict({ inside, outside: 1 }).key, "alike");
});

test("a side without any response does not divide by nothing", () => {
  assert.ok(Number.isFinite(verdict({ inside: 0.5, outside: 0 }).times));
});
