import assert from "node:assert/strict";
import { test } from "node:test";

import { DIGITS_NEEDED, addLimited, closedPath, pathRequest } from "../../../../ui/dream/steer/paths.js";

const DIGIT = { model: "gan_conv", at: 3, z: [0.5, -1], label: 7, reads_as: 7, pixels: "…" };

test("a request holds of each digit what decides the path, and nothing else", () => {
  const request = pathRequest("gan_conv", "morph", [DIGIT, { ...DIGIT, label: null }], 5);
  assert.equal(
    JSON.stringify(request),
    '{"model":"gan_conv","what":"morph","tiles":[{"z":[0.5,-1],"label":7},{"z":[0.5,-1],"label":null}]}',
  );
});

test("a walk alone has a seed, so that other paths are the same whatever it is", () => {
  assert.equal(pathRequest("gan_conv", "walk", [DIGIT], 5).seed, 5);
  for (const what of Object.keys(DIGITS_NEEDED).filter((kind) => kind !== "walk")) {
    assert.ok(!("seed" in pathRequest("gan_conv", what, [DIGIT], 5)));
  }
});

test("a closed path ends with the frame that it began with", () => {
  const path = {
    n: 3,
    grey: Uint8Array.from({ length: 3 * 784 }, (_, at) => 100 + Math.floor(at / 784)),
    proba: [[1], [2], [3]],
  };
  const closed = closedPath(path);
  assert.equal(closed.n, 4);
  assert.deepEqual(closed.proba, [[1], [2], [3], [1]]);
  const frames = [0, 1, 2, 3].map((index) => [...new Set(closed.grey.slice(index * 784, (index + 1) * 784))]);
  assert.deepEqual(frames, [[100], [101], [102], [100]]);
  assert.equal(path.n, 3);
});

test("beyond the limit, the oldest entry gives way", () => {
  const entries = new Map();
  for (const key of ["a", "b", "c", "d"]) addLimited(entries, key, key, 3);
  assert.deepEqual([...entries.keys()], ["b", "c", "d"]);
});
