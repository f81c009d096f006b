import assert from "node:assert/strict";
import { test } from "node:test";

import { BLANK, PENS, bare, lineWidth } from "../../../../ui/kit/drawing/sheet.js";
import { packedSheet, unpackedSheet } from "../../../../ui/kit/drawing/sheet_codec.js";

const picture = Uint8Array.from({ length: 784 }, (_, at) => (at * 5) % 256);
const strokes = [
  [
    [0.1, 0.2],
    [0.3, 0.4],
  ],
];

test("a sheet comes back as it went, through JSON too", () => {
  for (const sheet of [
    { strokes, picture, edited: true, pen: PENS.thick },
    { strokes, picture: null, edited: false, pen: PENS.thin },
    { ...BLANK },
  ]) {
    assert.deepEqual(unpackedSheet(JSON.parse(JSON.stringify(packedSheet(sheet)))), sheet);
  }
});

test("a picture goes as base64 of its 784 bytes", () => {
  const { frame } = packedSheet({ ...BLANK, picture });
  assert.equal(frame, Buffer.from(picture).toString("base64"));
});

test("a sheet without a picture says so with null", () => {
  assert.deepEqual(packedSheet({ ...BLANK, strokes }), { strokes, frame: null, edited: false, pen: PENS.middling });
});

test("what was left out is blank, and the pen is left out", () => {
  assert.deepEqual(unpackedSheet({}), { strokes: [], picture: null, edited: false });
});

test("a pen that the page has not got is left out, so that the sheet keeps its own", () => {
  for (const pen of [2, "2.6", null, NaN]) assert.ok(!("pen" in unpackedSheet({ strokes, pen })));
  for (const pen of Object.values(PENS)) assert.equal(unpackedSheet({ pen }).pen, pen);
});

test("a sheet with a stroke or a picture is not bare", () => {
  assert.equal(bare(BLANK), true);
  assert.equal(bare({ ...BLANK, strokes }), false);
  assert.equal(bare({ ...BLANK, picture }), false);
});

test("over a picture a line is as wide as its pixels show it, elsewhere as wide as the pen", () => {
  assert.equal(lineWidth({ picture, pen: 2.8 }), 2.8 / 28);
  assert.ok(Math.abs(lineWidth({ picture: null, pen: PENS.middling }) - 0.055) < 1e-12);
  assert.ok(Math.abs(lineWidth({ picture: null, pen: PENS.thick }) / 0.055 - 3.6 / 2.6) < 1e-12);
});
