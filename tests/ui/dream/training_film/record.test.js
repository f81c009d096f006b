import assert from "node:assert/strict";
import { test } from "node:test";

import { middlesOf, momentText, nearestMoment, takeoverText } from "../../../../ui/dream/training_film/record.js";
import { say } from "../say.js";

const format = (value, decimals) => value.toFixed(decimals);

test("the nearest moment is chosen", () => {
  assert.deepEqual(nearestMoment(0.5, 5), { share: 0.5, index: 2 });
  assert.deepEqual(nearestMoment(0.6, 5), { share: 0.6, index: 2 });
  assert.deepEqual(nearestMoment(0.65, 5), { share: 0.65, index: 3 });
});

test("beyond the way lie its ends", () => {
  assert.deepEqual(nearestMoment(-0.2, 5), { share: 0, index: 0 });
  assert.deepEqual(nearestMoment(1.2, 5), { share: 1, index: 4 });
  assert.deepEqual(nearestMoment(1, 1), { share: 1, index: 0 });
});

test("a moment of a film is told by step and epoch, the first one as such", () => {
  const record = { epochs: [0, 1.256], steps: [0, 589] };
  assert.equal(momentText(say, record, 0, format), "moment_first step=0 epoch=0.00");
  assert.equal(momentText(say, record, 1, format), "moment step=589 epoch=1.26");
});

test("without a film, a moment is an epoch", () => {
  assert.equal(momentText(say, { epochs: [1, 2], steps: null }, 1, format), "moment_epoch epoch=2.00");
});

test("a digit that took over is told, with the epoch from which on it had more than half", () => {
  const takeover = { digit: 1, share: 0.75, half_from: 40, peaks: { 7: 0.5, 9: 0 } };
  const peaks = "peaks most=peak digit=7 share=percent number=50.0commapeak digit=9 share=percent number=0";
  assert.equal(takeoverText(say, takeover, [7, 9]), `taken digit=1 share=percent number=75.0 epoch=40space${peaks}`);
});

test("where no digit has more than half, nobody took over", () => {
  const takeover = { digit: 1, share: 0.2, half_from: null, peaks: {} };
  assert.match(takeoverText(say, takeover, []), /^nobody digit=1 /);
});

test("a digit that had more than half from the first moment on took over as well", () => {
  const takeover = { digit: 1, share: 0.9, half_from: 0, peaks: {} };
  assert.match(takeoverText(say, takeover, []), /^taken .* epoch=0space/);
});

test("stacked shares have their middles where half of each lies below", () => {
  assert.deepEqual(middlesOf([0.5, 0.25, 0, 0.25]), [0.25, 0.625, 0.75, 0.875]);
});
