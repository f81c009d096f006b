import assert from "node:assert/strict";
import { test } from "node:test";

import { digitOf, orderOf, readingsOf } from "../../../../ui/dream/grid/sample.js";

const READ = { reads_as: [7, 1, 7, 3], scores: [0.2, 0.9, 0.8, 0.9] };

test("as drawn, the digits keep their order", () => {
  assert.deepEqual(orderOf(4, READ, "drawn"), [0, 1, 2, 3]);
});

test("before they are read, the digits keep their order whatever is chosen", () => {
  assert.deepEqual(orderOf(4, null, "digit"), [0, 1, 2, 3]);
  assert.deepEqual(orderOf(4, null, "score"), [0, 1, 2, 3]);
});

test("by digit, the best of each digit comes first", () => {
  assert.deepEqual(orderOf(4, READ, "digit"), [1, 3, 2, 0]);
});

test("by score, the best comes first, and of equals the one that was drawn first", () => {
  assert.deepEqual(orderOf(4, READ, "score"), [1, 3, 2, 0]);
  assert.deepEqual(orderOf(3, { reads_as: [1, 2, 3], scores: [0.5, 0.5, 0.7] }, "score"), [2, 0, 1]);
});

test("without a discriminator, equal digits stay as drawn", () => {
  assert.deepEqual(orderOf(4, { reads_as: [5, 2, 5, 2], scores: null }, "digit"), [1, 3, 0, 2]);
  assert.deepEqual(orderOf(4, { reads_as: [5, 2, 5, 2], scores: null }, "score"), [0, 1, 2, 3]);
});

test("every order holds each digit once", () => {
  const n = 100;
  const reads_as = Array.from({ length: n }, (_, index) => (index * 7) % 10);
  const scores = Array.from({ length: n }, (_, index) => ((index * 37) % 11) / 11);
  for (const sort of ["drawn", "digit", "score"]) {
    const order = orderOf(n, { reads_as, scores }, sort);
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      Array.from({ length: n }, (_, index) => index),
    );
  }
});

const z = Float32Array.of(0.5, -1, 2, 0.25);
const ANSWER = {
  ok: true,
  reads_as: [4, 9],
  sure: [0.9, 0.6],
  scores: [0.1, 0.7],
  critic: "gan_conv",
  labels: [4, 8],
  z: Buffer.from(z.buffer).toString("base64"),
};
const SAMPLE = {
  n: 2,
  grey: new Uint8Array(2 * 784).fill(255, 784),
  request: {
    lang: "en",
    model: "vae_mlp",
    digit: "any",
    number: "",
    n: "2",
    temperature: "0,8",
    seed: " 18446744073709551 ",
  },
  readings: readingsOf(ANSWER),
};

test("points of latent space are read as float32", () => {
  assert.deepEqual(SAMPLE.readings.z, z);
});

test("a digit knows how it was drawn, what it looks like and how it was read", () => {
  assert.deepEqual(digitOf(SAMPLE, 1), {
    model: "vae_mlp",
    seed: "18446744073709551",
    temperature: 0.8,
    critic: "gan_conv",
    at: 1,
    z: [2, 0.25],
    pixels: Buffer.alloc(784, 255).toString("base64"),
    label: 8,
    reads_as: 9,
    sure: 0.6,
    score: 0.7,
  });
});

test("without labels and scores a digit has none", () => {
  const readings = { ...SAMPLE.readings, labels: null, scores: null, critic: null };
  const { label, score } = digitOf({ ...SAMPLE, readings }, 0);
  assert.equal(label, null);
  assert.equal(score, null);
});
