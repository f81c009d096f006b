import assert from "node:assert/strict";
import { test } from "node:test";

import {
  byInformation,
  isIdle,
  klToPrior,
  pointKey,
  sideBySide,
  writeNumber,
} from "../../../../ui/draw/latent_sliders/unit_numbers.js";

/** Integrate q log(q / p) numerically; q: N(mean, exp(logvar)), p: N(0, 1). */
function klByIntegration(mean, logvar) {
  const sigma = Math.exp(logvar / 2);
  const step = sigma / 500;
  let sum = 0;
  for (let x = mean - 12 * sigma; x <= mean + 12 * sigma; x += step) {
    const logQ = -0.5 * ((x - mean) / sigma) ** 2 - Math.log(sigma);
    sum += (Math.exp(logQ) / Math.sqrt(2 * Math.PI)) * (logQ + 0.5 * x * x) * step;
  }
  return sum;
}

test("the KL to the prior is the integral that defines it", () => {
  const [mu, logvar] = [
    [0, 1.5, -0.3, 2],
    [0, -2, 0.5, -6],
  ];
  klToPrior({ mu, logvar }).forEach((nats, unit) => {
    assert.ok(Math.abs(nats - klByIntegration(mu[unit], logvar[unit])) < 1e-6);
  });
});

test("a unit whose posterior is the prior says nothing and is idle", () => {
  const [nats] = klToPrior({ mu: [0], logvar: [0] });
  assert.equal(nats, 0);
  assert.ok(isIdle(nats));
  assert.ok(!isIdle(0.01));
});

test("units are sorted by what they say, those that say as much by number", () => {
  assert.deepEqual(byInformation([0.5, 2, 0, 2, 1]), [1, 3, 4, 0, 2]);
});

test("points of different models or numbers have different keys", () => {
  const points = [
    { model: "vae_conv", z: [1, 2] },
    { model: "vae_mlp", z: [1, 2] },
    { model: "vae_conv", z: [12] },
    { model: "vae_conv", z: [1, -2] },
  ];
  assert.equal(new Set(points.map(pointKey)).size, points.length);
  assert.equal(pointKey(points[0]), pointKey({ model: "vae_conv", z: [1, 2] }));
});

test("numbers are written with two digits at most and a minus sign", () => {
  assert.equal(writeNumber(1), "1");
  assert.equal(writeNumber(0.126), "0.13");
  assert.equal(writeNumber(-2.5), "−2.5");
  assert.equal(writeNumber(-0.001), "0");
});

test("the frames of a strip stand side by side", () => {
  const [units, stops] = [3, 4];
  const shade = (unit, stop, y, x) => (unit * 83 + stop * 41 + y * 5 + x * 3) % 256;
  const grey = Uint8Array.from({ length: units * stops * 784 }, (_, at) => {
    const frame = Math.floor(at / 784);
    return shade(Math.floor(frame / stops), frame % stops, Math.floor((at % 784) / 28), at % 28);
  });
  const width = stops * 28;
  const wanted = Uint8Array.from({ length: width * 28 }, (_, at) => {
    const column = at % width;
    return shade(2, Math.floor(column / 28), Math.floor(at / width), column % 28);
  });
  assert.deepEqual(sideBySide(grey, 2, stops), wanted);
});
