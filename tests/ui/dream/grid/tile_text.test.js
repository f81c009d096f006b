import assert from "node:assert/strict";
import { test } from "node:test";

import { factsLine, legendText, readingLine } from "../../../../ui/dream/grid/tile_text.js";
import { say } from "../say.js";

const TILE = {
  model: "vae_mlp",
  label: null,
  temperature: 0.8,
  reads_as: 4,
  sure: 0.876,
  score: 0.12345,
  critic: "gan",
};

test("a digit's reading and score are told", () => {
  const line = "tile_reads digit=4 share=percent number=88spacetile_score score=0.123 critic=model_gan";
  assert.equal(readingLine(say, TILE), line);
});

test("without a discriminator there is no score to tell", () => {
  assert.equal(readingLine(say, { ...TILE, score: null, critic: null }), "tile_reads digit=4 share=percent number=88");
});

test("a score of 0 is one", () => {
  assert.match(readingLine(say, { ...TILE, score: 0 }), /score=0\.000/);
});

test("the conditioning label is told where one was requested, 0 as well", () => {
  assert.equal(factsLine(say, TILE), "model_vae_mlp · tile_temperature temperature=0.8");
  assert.equal(
    factsLine(say, { ...TILE, label: 0 }),
    "model_vae_mlp · tile_asked digit=0 · tile_temperature temperature=0.8",
  );
});

test("the legend says whose discriminator gave the scores", () => {
  assert.equal(legendText(say, "gan_conv", "gan_conv"), "legend critic=model_gan_conv");
  assert.equal(legendText(say, "gan_conv", "vae_mlp"), "legend_other critic=model_gan_conv");
  assert.equal(legendText(say, null, "vae_mlp"), "legend_unjudged");
});
