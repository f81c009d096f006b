import assert from "node:assert/strict";
import { test } from "node:test";

import { nameOf, subjectOf } from "../../../../ui/filter/bank/questions.js";

const shown = {
  ...{ sigma: 2, theta: 30, scale: 2, gamma: 1, psi: 0, dc_free: true, norm: "l1", part: "real" },
  ...{ picture: "zone_plate", wavelength: 6.28 },
};
const named = (changes) => nameOf(subjectOf({ ...shown, ...changes }));

test("direction, scale, phase and part do not change what the bank shows", () => {
  for (const changes of [{ theta: 90 }, { scale: 4 }, { psi: 45 }, { part: "phase" }])
    assert.equal(named(changes), named());
});

test("picture, width, aspect, mean and norm do", () => {
  const others = [{ picture: "text" }, { sigma: 1 }, { gamma: 2 }, { dc_free: false }, { norm: "l2" }].map(named);
  assert.equal(new Set([named(), ...others]).size, 6);
});

test("pixels belong to the subject but not to its name, which the picture's key is part of", () => {
  const pixels = { grey: "AAAA", width: 3, height: 1 };
  assert.equal(subjectOf({ ...shown, pixels }).pixels, pixels);
  assert.equal(named({ pixels }), named());
});
