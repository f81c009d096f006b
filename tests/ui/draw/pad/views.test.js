import assert from "node:assert/strict";
import { test } from "node:test";

import { remarks } from "../../../../ui/draw/pad/views.js";
import { speak } from "../speak.js";

const say = speak({
  recon_differs: "reads as {digit} · {share}",
  closer_unusual: "unusual",
  percent: "{number}%",
  over_99: "> 99%",
});

/** Ten probabilities: `share` for a digit, the rest for its neighbour. */
function reads(digit, share) {
  return Array.from({ length: 10 }, (_, other) => ({ [digit]: share, [(digit + 1) % 10]: 1 - share })[other] ?? 0);
}

test("a reconstruction that reads as the drawing does needs no remark", () => {
  assert.deepEqual(remarks(say, { proba: reads(3, 0.9), proba_hat: reads(3, 0.6) }), []);
});

test("a reconstruction that reads as another digit is remarked on, with how surely", () => {
  assert.deepEqual(remarks(say, { proba: reads(3, 0.9), proba_hat: reads(5, 0.83) }), ["reads as 5 · 83%"]);
});

test("a drawing is unusual above the nats that MNIST's digits reach, not at them", () => {
  const same = { proba: reads(1, 1), proba_hat: reads(1, 1), high: 150 };
  assert.deepEqual(remarks(say, { ...same, nats: 150 }), []);
  assert.deepEqual(remarks(say, { ...same, nats: 150.1 }), ["unusual"]);
});

test("without measured nats nothing is called unusual", () => {
  assert.deepEqual(remarks(say, { proba: reads(1, 1), proba_hat: reads(1, 1), nats: 900 }), []);
  assert.deepEqual(remarks(say, { proba: reads(1, 1), proba_hat: reads(1, 1), high: 100 }), []);
});
