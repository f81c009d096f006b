import assert from "node:assert/strict";
import { test } from "node:test";

import { followPoints } from "../../../ui/draw/points.js";
import { channel } from "../../../ui/kit/runtime/channels.js";

const POINT = { model: "vae_conv", z: [1], mu: [1], logvar: [0], polished: false, final: true };

test("points are followed until the signal aborts", () => {
  const ending = new AbortController();
  const points = { a: null, b: null };
  const changes = [];
  channel("point-b").set(POINT);
  followPoints(points, (name) => changes.push(name), ending.signal);
  assert.deepEqual(points, { a: null, b: POINT });

  channel("point-a").set(POINT);
  assert.equal(points.a, POINT);
  channel("point-b").set(null);
  assert.equal(points.b, null);
  assert.deepEqual(changes, ["b", "a", "b"]);

  ending.abort();
  channel("point-a").set(null);
  assert.equal(points.a, POINT);
  assert.deepEqual(changes, ["b", "a", "b"]);
});

test("a point that is still to be polished is none", () => {
  const points = { a: null, b: null };
  followPoints(points, () => {}, new AbortController().signal);
  channel("point-a").set({ ...POINT, final: false });
  assert.equal(points.a, null);
});
