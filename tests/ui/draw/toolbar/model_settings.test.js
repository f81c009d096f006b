import assert from "node:assert/strict";
import { test } from "node:test";

import { modelSettings, settingOfLink } from "../../../../ui/draw/toolbar/model_settings.js";

test("one model alone leaves nothing to choose", () => {
  assert.deepEqual(modelSettings(["vae_mlp"]), [{ label: "model_vae_mlp", model: "vae_mlp", beside: null }]);
});

test("of two models each can draw alone, or the second beside the preferred one", () => {
  assert.deepEqual(
    modelSettings(["vae_conv", "vae_mlp"]).map(({ model, beside }) => [model, beside]),
    [
      ["vae_conv", null],
      ["vae_mlp", null],
      ["vae_conv", "vae_mlp"],
    ],
  );
});

test("a link's models draw where they are here", () => {
  const link = { model: "vae_mlp", beside: "vae_conv" };
  assert.deepEqual(settingOfLink(["vae_conv", "vae_mlp"], link), link);
});

test("the preferred model draws in place of one that is not here", () => {
  const setting = { model: "vae_conv", beside: null };
  for (const model of ["vae_mlp", null, undefined]) {
    assert.deepEqual(settingOfLink(["vae_conv"], { model, beside: "vae_mlp" }), setting);
  }
});
