import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";

import { LINK, LONGEST_LINK, LinkError, decodeLink, encodeLink } from "../../../../ui/draw/toolbar/share_link.js";

const BLANK = { strokes: [], frame: null, edited: false, pen: 2.6 };
const PICTURE = Uint8Array.from({ length: 784 }, (_, at) => (at * 37) % 256);
const HALF = [0xf4, 0x03]; // alpha 0.5: 500 as LEB128

/** Write bytes as a link, by Node's own base64url and zlib's own Adler-32. */
function linkOfBytes(bytes) {
  const sum = deflateSync(Uint8Array.from(bytes)).subarray(-4);
  return LINK + Buffer.from([...bytes, ...sum]).toString("base64url");
}

function state(changes = {}) {
  return { model: "vae_conv", beside: null, alpha: 0.5, path: "spherical", a: BLANK, b: BLANK, ...changes };
}

function brokenBy(key) {
  return (error) => error instanceof LinkError && error.key === key;
}

test("blank sheets are twelve bytes and a checksum", () => {
  const link = linkOfBytes([1, 1, 0, ...HALF, 0, 0, 26, 0, 0, 26, 0]);
  assert.equal(encodeLink(state()), link);
  assert.deepEqual(decodeLink(link), state());
});

test("models, alpha and path are written by number", () => {
  const link = linkOfBytes([1, 2, 1, 0xfa, 0x01, 1, 0, 18, 0, 0, 36, 0]);
  const there = state({
    model: "vae_mlp",
    beside: "vae_conv",
    alpha: 0.25,
    path: "straight",
    a: { ...BLANK, pen: 1.8 },
    b: { ...BLANK, pen: 3.6 },
  });
  assert.equal(encodeLink(there), link);
  assert.deepEqual(decodeLink(link), there);
});

test("points are written in 4096ths, each as the way from the one before", () => {
  // (2048, 1024) → zigzag 4096, 2048; then (+1024, −1024) → 2048, 2047
  const stroke = [1, 2, 0x80, 0x20, 0x80, 0x10, 0x80, 0x10, 0xff, 0x0f];
  const link = linkOfBytes([1, 1, 0, ...HALF, 0, 0, 26, ...stroke, 0, 26, 0]);
  const strokes = [
    [
      [0.5, 0.25],
      [0.75, 0],
    ],
  ];
  assert.equal(encodeLink(state({ a: { ...BLANK, strokes } })), link);
  assert.deepEqual(decodeLink(link).a.strokes, strokes);
});

test("a picture travels as its 784 bytes, with whether it was edited", () => {
  const link = linkOfBytes([1, 1, 0, ...HALF, 0, 0, 26, 0, 3, 26, ...PICTURE, 0]);
  const b = { ...BLANK, frame: Buffer.from(PICTURE).toString("base64"), edited: true };
  assert.equal(encodeLink(state({ b })), link);
  assert.deepEqual(decodeLink(link).b, b);
});

test("strokes come back to within half a 4096th of the sheet", () => {
  const strokes = [0.3, 0.71].map((phase) =>
    Array.from({ length: 200 }, (_, at) => [
      0.5 + 0.5 * Math.sin(at * phase),
      Math.round(1e4 * (0.5 + 0.5 * Math.cos(at * phase))) / 1e4,
    ]),
  );
  const found = decodeLink(encodeLink(state({ a: { ...BLANK, strokes } }))).a.strokes;
  assert.deepEqual(
    found.map((stroke) => stroke.length),
    [200, 200],
  );
  strokes.flat(2).forEach((was, at) => assert.ok(Math.abs(found.flat(2)[at] - was) <= 0.5 / 4096 + 1e-12));
});

test("a link is made of letters that an address may hold", () => {
  const frame = Buffer.from(Uint8Array.from({ length: 784 }, () => 0xfb)).toString("base64");
  assert.match(encodeLink(state({ a: { ...BLANK, frame } })), /^#ink=[A-Za-z0-9_-]+$/);
});

test("without a morph alpha is one half and the path spherical", () => {
  const { model, beside, a, b } = state();
  assert.equal(encodeLink({ model, beside, a, b }), encodeLink(state()));
});

test("models and paths that links do not know become none and spherical", () => {
  const found = decodeLink(encodeLink(state({ model: "vae_new", path: "pixels" })));
  assert.equal(found.model, null);
  assert.equal(found.path, "spherical");
  const newer = decodeLink(linkOfBytes([1, 9, 9, ...HALF, 9, 0, 26, 0, 0, 26, 0]));
  assert.deepEqual([newer.model, newer.beside, newer.path], [undefined, undefined, "spherical"]);
});

test("alpha and points beyond their range are limited to it", () => {
  // alpha 2.0; a point at (5000, −1) of 4096
  const found = decodeLink(linkOfBytes([1, 1, 0, 0xd0, 0x0f, 0, 0, 26, 1, 1, 0x90, 0x4e, 1, 0, 26, 0]));
  assert.equal(found.alpha, 1);
  assert.deepEqual(found.a.strokes, [[[1, 0]]]);
});

test("every letter that is changed, lost or swapped with the next is noticed", () => {
  const strokes = [
    [
      [0.1, 0.2],
      [0.4, 0.8],
    ],
  ];
  const link = encodeLink(state({ a: { ...BLANK, strokes } }));
  for (let at = LINK.length; at < link.length - 1; at++) {
    // The last letter holds bits that no byte needs, which may change unnoticed.
    const [before, letter, after] = [link.slice(0, at), link[at], link.slice(at + 1)];
    assert.throws(() => decodeLink(before + (letter === "A" ? "B" : "A") + after), brokenBy("link_broken"));
    assert.throws(() => decodeLink(before + after), brokenBy("link_broken"));
    if (after[0] === letter || at === link.length - 2) continue;
    assert.throws(() => decodeLink(before + after[0] + letter + after.slice(1)), brokenBy("link_broken"));
  }
});

test("what is no base64, or nothing, is broken", () => {
  for (const letters of ["%%%", "", "AAAA", "ü"]) {
    assert.throws(() => decodeLink(LINK + letters), brokenBy("link_broken"));
  }
});

test("a body that ends too early is broken in spite of a right checksum", () => {
  assert.throws(() => decodeLink(linkOfBytes([1, 1, 0, ...HALF, 0, 0, 26])), brokenBy("link_broken"));
  assert.throws(() => decodeLink(linkOfBytes([1, 1, 0, ...HALF, 0, 0, 26, 200, 1, 0, 26, 0])), brokenBy("link_broken"));
});

test("what is too short to be a state of any version is broken", () => {
  assert.throws(() => decodeLink(linkOfBytes([99, 7, 7, 7])), brokenBy("link_broken"));
});

test("another version is said to be one, whatever follows", () => {
  assert.throws(() => decodeLink(linkOfBytes([99, 7, 7, 7, 7])), brokenBy("link_version"));
});

test("the longest link holds a drawing of thousands of points", () => {
  const stroke = Array.from({ length: 5000 }, (_, at) => [at / 5000, 0.5 + 0.4 * Math.sin(at / 40)]);
  assert.ok(encodeLink(state({ a: { ...BLANK, strokes: [stroke] } })).length < LONGEST_LINK);
});

test("whatever bytes a link holds, it is broken, of another version, or leads to sheets that can be drawn", () => {
  let state = 1;
  const random = (below) => (state = (state * 48271) % 2147483647) % below;
  const whole = [
    1,
    1,
    0,
    ...HALF,
    0,
    0,
    26,
    1,
    2,
    0x80,
    0x20,
    0x80,
    0x10,
    0x80,
    0x10,
    0xff,
    0x0f,
    1,
    26,
    ...PICTURE,
    0,
  ];
  for (let round = 0; round < 2000; round++) {
    const bytes = whole.slice(0, round % 5 ? whole.length : random(whole.length));
    for (let change = 0; change <= random(4); change++) bytes[random(Math.min(30, bytes.length))] = random(256);
    let found;
    try {
      found = decodeLink(linkOfBytes(bytes.map((byte) => byte ?? 0)));
    } catch (error) {
      assert.ok(error instanceof LinkError, String(error));
      continue;
    }
    assert.ok(found.alpha >= 0 && found.alpha <= 1);
    assert.ok(["spherical", "straight"].includes(found.path));
    for (const sheet of [found.a, found.b]) {
      assert.ok(sheet.strokes.flat(2).every((share) => share >= 0 && share <= 1));
      assert.ok(sheet.frame === null || Buffer.from(sheet.frame, "base64").length === 784, "a picture cut short");
      assert.ok(sheet.pen >= 1 && sheet.pen <= 5, `a pen of ${sheet.pen} px`);
    }
  }
});

test("a link of millions of letters is refused quickly, and one of a million strokes not made", () => {
  assert.throws(() => decodeLink(LINK + "A".repeat(3e6)), brokenBy("link_broken"));
  const many = [1, 1, 0, ...HALF, 0, 0, 26, 0xff, 0xff, 0xff, 0x7f];
  assert.throws(() => decodeLink(linkOfBytes(many)), brokenBy("link_broken"));
});
