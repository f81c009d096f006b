import assert from "node:assert/strict";
import { test } from "node:test";

import { waveOver, wavesWithin } from "../../../../../ui/learn/figures/gabor/section_curves.js";

test("the wave spans the section evenly from one end to the other", () => {
  const wave = waveOver(3, Math.PI / 2, 0);
  [0, 1, 0].forEach((value, at) => assert.ok(Math.abs(wave[at] - value) < 1e-12));
});

test("a quarter of a turn later the cosine is a sine", () => {
  waveOver(9, 8, -Math.PI / 2).forEach((value, at) => assert.ok(Math.abs(value - Math.sin(-8 + 2 * at)) < 1e-12));
});

test("the waves within one standard deviation are its width over the wavelength", () => {
  const [std, wavelength] = [Math.SQRT2 * 1.5, 2 * Math.PI];
  assert.ok(Math.abs(wavesWithin(1.5) - (2 * std) / wavelength) < 1e-12);
});
