import assert from "node:assert/strict";
import { test } from "node:test";

import { endsFile, frameIndex, onTheWay, stepOfKey, wayBetween } from "../../../../ui/draw/morph/way.js";

const A = { model: "vae_conv", z: [1, 2], mu: [1.25, 2.25], logvar: [0, 0], polished: true, final: true };
const B = { ...A, z: [-3, 4], mu: [-3.5, 4.5] };
const PLAIN = { altKey: false, ctrlKey: false, metaKey: false };

test("a way leads from the one point to the other", () => {
  assert.deepEqual(wayBetween({ a: A, b: B }, "straight"), {
    model: "vae_conv",
    a: [1, 2],
    b: [-3, 4],
    path: "straight",
  });
});

test("the server is sent the fields of a way in the same order each time", () => {
  const text = '{"model":"vae_conv","a":[1,2],"b":[-3,4],"path":"pixels"}';
  assert.equal(JSON.stringify(wayBetween({ a: A, b: B }, "pixels")), text);
});

test("there is no way while a point is missing or of another model", () => {
  assert.equal(wayBetween({ a: null, b: B }, "spherical"), null);
  assert.equal(wayBetween({ a: A, b: null }, "spherical"), null);
  assert.equal(wayBetween({ a: A, b: { ...B, model: "vae_mlp" } }, "spherical"), null);
});

test("the file of numbers holds both ends, their means and their model", async () => {
  const saved = endsFile({ a: A, b: B }, "spherical");
  assert.equal(saved?.name, "morph.json");
  const found = await (await fetch(saved.file)).json();
  assert.deepEqual(found, {
    model: "vae_conv",
    path: "spherical",
    mu_a: [1.25, 2.25],
    mu_b: [-3.5, 4.5],
    z_a: [1, 2],
    z_b: [-3, 4],
  });
});

test("without a way there is no file", () => {
  assert.equal(endsFile({ a: A, b: null }, "spherical"), null);
});

test("the first frame stands at 0, the last at 1, and every one in between is reached", () => {
  assert.equal(frameIndex(0, 65), 0);
  assert.equal(frameIndex(0.5, 65), 32);
  assert.equal(frameIndex(1, 65), 64);
  const reached = new Set(Array.from({ length: 101 }, (_, at) => frameIndex(at / 100, 65)));
  assert.equal(reached.size, 65);
});

test("a drag beyond the ends stays on the way", () => {
  assert.deepEqual([-0.2, 0, 0.3, 1, 1.7].map(onTheWay), [0, 0, 0.3, 1, 1]);
});

test("arrow keys to the left and right are steps; others, and those with a modifier, are none", () => {
  assert.equal(stepOfKey({ ...PLAIN, key: "ArrowLeft" }), -1);
  assert.equal(stepOfKey({ ...PLAIN, key: "ArrowRight" }), 1);
  for (const key of ["ArrowUp", "a", "Home"]) assert.equal(stepOfKey({ ...PLAIN, key }), 0);
  for (const modifier of Object.keys(PLAIN)) {
    assert.equal(stepOfKey({ ...PLAIN, [modifier]: true, key: "ArrowLeft" }), 0);
  }
});
