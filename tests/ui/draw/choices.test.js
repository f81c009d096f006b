import assert from "node:assert/strict";
import { test } from "node:test";

import { drawChoices, firstChoices } from "../../../ui/draw/choices.js";

const MODELS = ["vae_conv", "vae_mlp"];
const FIRST = { model: "vae_conv", beside: null, polish: true, closer: false };

test("a first visit has the preferred model, alone, and polishes", () => {
  assert.deepEqual(firstChoices(MODELS, {}), FIRST);
});

test("choices of the page before hold on the next one", () => {
  const kept = { model: "vae_mlp", beside: "vae_conv", polish: false, closer: true };
  assert.deepEqual(firstChoices(MODELS, kept), kept);
});

test("models that are not here any more are not chosen", () => {
  assert.deepEqual(firstChoices(MODELS, { model: "vae_old", beside: "vae_old" }), FIRST);
});

test("whoever asks second finds what was chosen since", () => {
  const mine = drawChoices(MODELS);
  mine.model.set("vae_mlp");
  mine.polish.set(false);
  const others = drawChoices(MODELS);
  assert.equal(others.model.value, "vae_mlp");
  assert.equal(others.polish.value, false);
});
