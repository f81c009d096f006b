import assert from "node:assert/strict";
import { test } from "node:test";

import { allEpochs, sharesAt } from "../../../../../ui/learn/figures/gan/digit_shares.js";

const history = { epochs: [1, 5, 20], shares: [[0.1], [0.5], [0.9]], samples: [100, 200, 300] };

test("epochs of all models are listed once, in the order of numbers", () => {
  assert.deepEqual(allEpochs([history, { ...history, epochs: [5, 10, 100] }]), [1, 5, 10, 20, 100]);
  assert.deepEqual(allEpochs([]), []);
});

test("between two rows the earlier one counts", () => {
  assert.deepEqual(sharesAt(history, 5), { epoch: 5, shares: [0.5], samples: 200 });
  assert.deepEqual(sharesAt(history, 19), { epoch: 5, shares: [0.5], samples: 200 });
});

test("after the last row the last one counts", () => {
  assert.equal(sharesAt(history, 1000).epoch, 20);
});
