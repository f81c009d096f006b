import assert from "node:assert/strict";
import { test } from "node:test";

import { absentText, marksOf, outcomeText, textToShare } from "../../../../ui/dream/game/texts.js";
import { say } from "../say.js";

test("digits that the forger could not draw are named", () => {
  const game = { absent: [2, 8], tried: 1000, model: "gan_mlp" };
  assert.equal(absentText(say, game), "absent digits=2comma8 tried=1000 model=model_gan_mlp");
  assert.equal(absentText(say, { ...game, absent: [] }), "");
});

test("the better of eye and critic wins", () => {
  assert.equal(outcomeText(say, 8, 7), "eye_won");
  assert.equal(outcomeText(say, 7, 8), "critic_won");
  assert.equal(outcomeText(say, 7, 7), "even");
});

test("up to six right guesses the forgeries pass, from nine on they are caught", () => {
  const judged = Array.from({ length: 11 }, (_, eye) => outcomeText(say, eye, eye).replace("even", ""));
  assert.deepEqual(judged.slice(0, 7), new Array(7).fill("spacepassed"));
  assert.deepEqual(judged.slice(7, 9), ["", ""]);
  assert.deepEqual(judged.slice(9), ["spacecaught", "spacecaught"]);
});

test("each pair has its mark", () => {
  assert.equal(marksOf([true, true, false]), "●●○");
});

test("the text to share holds both scores, their marks and the address", () => {
  const found = [
    { eye: true, critic: false },
    { eye: true, critic: true },
    { eye: false, critic: false },
  ];
  const game = { model: "gan_conv", hand: "drawn", guesser: "friend" };
  const lines = [
    "share_friend_drawn eye=2 critic=1 model=model_gan_conv ●●○",
    "share_critic eye=2 critic=1 model=model_gan_conv ○●○",
  ];
  assert.equal(textToShare(say, game, found, ""), lines.join("\n"));
  assert.equal(textToShare(say, game, found, "https://example.org/"), [...lines, "https://example.org/"].join("\n"));
});
