import assert from "node:assert/strict";
import { test } from "node:test";

import { pointEnergies } from "../../../../ui/filter/bank/point_energies.js";

test("energies are squares of the magnitudes", () => {
  const { energies, largest } = pointEnergies(
    [
      [0, 51],
      [255, 102],
    ],
    0.5,
  );
  const expected = [
    [0, 0.01],
    [0.25, 0.04],
  ];
  energies.forEach((line, scale) =>
    line.forEach((energy, direction) => assert.ok(Math.abs(energy - expected[scale][direction]) < 1e-12)),
  );
  assert.equal(largest, 0.25);
});

test("the strongest wavelet is the first of equals", () => {
  const levels = [
    [1, 2],
    [9, 4],
    [3, 9],
  ];
  assert.deepEqual(pointEnergies(levels, 255).strongest, { scale: 1, direction: 0, magnitude: 9 });
});

test("levels that may be rounding count as nothing", () => {
  assert.equal(pointEnergies([[2, 1]], 1).largest, 0);
  assert.ok(pointEnergies([[3, 1]], 1).largest > 0);
});

test("a picture without any response has no largest energy", () => {
  assert.equal(pointEnergies([[0, 0]], 0).largest, 0);
});
