import assert from "node:assert/strict";
import { test } from "node:test";

import { saliencyPixels } from "../../../../ui/dream/critic/saliency.js";

const [HELPS, HARMS] = [
  [10, 20, 30],
  [200, 100, 50],
];

test("a gain and a loss have their own colours, the strongest opaque", () => {
  assert.deepEqual([...saliencyPixels(Uint8Array.of(255, 1), HELPS, HARMS)], [...HELPS, 255, ...HARMS, 255]);
});

test("what the score does not hang on is transparent", () => {
  assert.equal(saliencyPixels(Uint8Array.of(128), HELPS, HARMS)[3], 0);
});

test("opacity grows with the square root of strength", () => {
  const [quarter, whole] = [128 + 127 / 4, 255].map((byte) => saliencyPixels([byte], HELPS, HARMS)[3]);
  assert.equal(quarter, Math.round(whole / 2));
});
