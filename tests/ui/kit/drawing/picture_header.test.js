// Real files of all kinds are in test_picture_header.py.
import assert from "node:assert/strict";
import { test } from "node:test";

import { claimed } from "../../../../ui/kit/drawing/picture_header.js";

const text = (words) => [...words].map((letter) => letter.charCodeAt(0));

/** Bytes with zeros behind them, as many as a header needs. */
const bytesOf = (start, length = 64) => Uint8Array.from({ length }, (_, at) => start[at] ?? 0);

test("what is no picture claims nothing", () => {
  assert.equal(claimed(new Uint8Array()), undefined);
  assert.equal(claimed(bytesOf(text("%PDF-1.7"))), undefined);
  assert.equal(claimed(bytesOf(text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"))), undefined);
});

test("a beginning too short for any header claims nothing", () => {
  for (const start of [text("GIF89a"), text("BM"), [0xff, 0xd8], text("RIFFxxxxWEBP"), text("xxxxftypavif")]) {
    for (let length = start.length; length < 30; length++) assert.equal(claimed(bytesOf(start, length)), undefined);
  }
});

test("a JPEG whose header is not among the bytes claims nothing", () => {
  assert.equal(claimed(bytesOf([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff])), undefined);
});

test("a JPEG of nothing but padding claims nothing", () => {
  assert.equal(claimed(new Uint8Array(64).fill(0xff).fill(0xd8, 1, 2)), undefined);
});

test("a JPEG's tables are no frame header, and padding before one is skipped", () => {
  const table = [0xff, 0xc4, 0, 4, 99, 99];
  const frame = [0xff, 0xff, 0xff, 0xc2, 0, 17, 8, 0x01, 0x02, 0x03, 0x04];
  assert.deepEqual(claimed(bytesOf([0xff, 0xd8, ...table, ...frame])), { width: 0x0304, height: 0x0102 });
});

const FRAME = [0xff, 0xc0, 0, 17, 8, 0x01, 0x02, 0x03, 0x04];
const SIZE = { width: 0x0304, height: 0x0102 };

test("bytes that belong to no segment of a JPEG are skipped", () => {
  for (const stray of [[7], [0, 0, 0], [0xff, 0x00, 9], [0xff, 0xd0], [0xff, 0x01], [0xff, 0xff, 0xff, 0xff]]) {
    const table = [0xff, 0xdb, 0, 4, 99, 99];
    assert.deepEqual(claimed(bytesOf([0xff, 0xd8, ...stray, ...table, ...stray, ...FRAME])), SIZE, String(stray));
  }
});

test("every kind of JPEG's frame is one, and neither tables nor arithmetic conditioning are", () => {
  const tables = [0xc4, 0xc8, 0xcc];
  for (let marker = 0xc0; marker <= 0xcf; marker++) {
    const found = claimed(bytesOf([0xff, 0xd8, 0xff, marker, ...FRAME.slice(2)]));
    assert.deepEqual(found, tables.includes(marker) ? undefined : SIZE, marker.toString(16));
  }
});

test("megabytes of application segments before a JPEG's frame are passed over", () => {
  const segment = new Uint8Array(2 + 0xffff).fill(0xaa);
  segment.set([0xff, 0xe1, 0xff, 0xff]);
  const file = new Uint8Array(2 + 80 * segment.length + 64);
  file.set([0xff, 0xd8]);
  for (let at = 0; at < 80; at++) file.set(segment, 2 + at * segment.length);
  file.set(FRAME, 2 + 80 * segment.length);
  assert.deepEqual(claimed(file), SIZE);
});

test("a JPEG whose pixels begin before any frame claims nothing", () => {
  for (const marker of [0xda, 0xd9]) assert.equal(claimed(bytesOf([0xff, 0xd8, 0xff, marker, ...FRAME])), undefined);
});

test("a BMP as OS/2 wrote it has a shorter header", () => {
  const file = new DataView(new ArrayBuffer(64));
  file.setUint16(0, 0x424d);
  file.setUint32(14, 12, true);
  file.setUint16(18, 300, true);
  file.setUint16(20, 200, true);
  assert.deepEqual(claimed(new Uint8Array(file.buffer)), { width: 300, height: 200 });
});

test("an AVIF without a box of its size claims nothing", () => {
  assert.equal(claimed(bytesOf([0, 0, 0, 24, ...text("ftypavif")])), undefined);
});

test("of an AVIF's boxes the largest counts", () => {
  const box = (width, height) => [...text("ispe"), 0, 0, 0, 0, 0, 0, 0, width, 0, 0, 0, height];
  const file = [0, 0, 0, 24, ...text("ftypavif"), ...box(9, 9), ...box(90, 80), ...box(7, 70)];
  assert.deepEqual(claimed(bytesOf(file, 128)), { width: 90, height: 80 });
});

test("a BMP with its rows from top to bottom has a height all the same", () => {
  const file = new DataView(new ArrayBuffer(64));
  file.setUint16(0, 0x424d);
  file.setInt32(18, 300, true);
  file.setInt32(22, -200, true);
  assert.deepEqual(claimed(new Uint8Array(file.buffer)), { width: 300, height: 200 });
});

test("bytes may be a part of others", () => {
  const all = bytesOf([9, 9, 9, ...text("GIF89a"), 0x2c, 0x01, 0xc8, 0x00]);
  assert.deepEqual(claimed(all.subarray(3)), { width: 300, height: 200 });
});
