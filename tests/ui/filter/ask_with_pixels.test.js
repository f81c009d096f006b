import assert from "node:assert/strict";
import { test } from "node:test";

import { askWithPixels } from "../../../ui/filter/ask_with_pixels.js";

const pixels = { grey: "AAAA", width: 3, height: 1 };

test("a server that knows the picture is asked once, without its pixels", async () => {
  const asked = [];
  const answer = await askWithPixels(
    async (question) => (asked.push(question), { ok: true }),
    { picture: "key" },
    pixels,
  );
  assert.deepEqual(answer, { ok: true });
  assert.deepEqual(asked, [{ picture: "key" }]);
});

test("a server that has forgotten it is sent the pixels, with the same question", async () => {
  const asked = [];
  const forgetful = async (question) => {
    asked.push(question);
    return question.pixels ? { ok: true } : { ok: false, need: "image" };
  };
  assert.deepEqual(await askWithPixels(forgetful, { picture: "key", sigma: 2 }, pixels), { ok: true });
  assert.deepEqual(asked, [
    { picture: "key", sigma: 2 },
    { picture: "key", sigma: 2, pixels },
  ]);
});

test("a server that does not answer is not asked again", async () => {
  let count = 0;
  assert.equal(await askWithPixels(async () => void (count += 1), {}, pixels), undefined);
  assert.equal(count, 1);
});

test("of two servers that answer in turn, each asks for the pixels at most once", async () => {
  const holds = { first: false, second: false };
  let turn = 0;
  let needs = 0;
  const server = async (question) => {
    const replica = turn++ % 2 ? "second" : "first";
    holds[replica] ||= Boolean(question.pixels);
    needs += holds[replica] ? 0 : 1;
    if (!holds[replica]) return { ok: false, need: "image", replica };
    return question.pixels ? { ok: true, replica } : { ok: true };
  };
  for (let call = 0; call < 20; call++)
    assert.equal((await askWithPixels(server, { picture: "shared" }, pixels)).ok, true);
  assert.ok(needs <= 2);
  assert.deepEqual(holds, { first: true, second: true });
});

test("the engine is sent a picture once, and a server that takes over knows it as before", async () => {
  const asked = [];
  const held = new Set();
  let engine = true;
  const route = async (question) => {
    asked.push("pixels" in question);
    if (!engine) return { ok: true, picture: question.picture };
    if (question.pixels) held.add(question.picture);
    if (!held.has(question.picture)) return { ok: false, need: "image", replica: "engine" };
    return { ok: true, picture: question.picture, ...(question.pixels && { replica: "engine" }) };
  };
  const ask = () => askWithPixels(route, { picture: "offered" }, pixels);
  for (let call = 0; call < 3; call++) assert.equal((await ask()).picture, "offered");
  engine = false;
  assert.equal((await ask()).picture, "offered");
  assert.deepEqual(asked, [false, true, false, false, false]);
});
