import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";

import { byteReader, byteWriter, checksum } from "../../../../ui/draw/toolbar/link_bytes.js";

const broken = () => new Error("broken");
const reading = (bytes) => byteReader(Uint8Array.from(bytes), broken);

function written(method, values) {
  const writer = byteWriter();
  for (const value of values) writer[method](value);
  return writer.bytes;
}

test("the checksum is the one that zlib ends its streams with", () => {
  for (const length of [0, 1, 5, 5000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 197 + 11) % 256);
    assert.deepEqual(checksum(bytes), [...deflateSync(bytes).subarray(-4)]);
  }
});

test("numbers are written as in the DWARF standard's examples of LEB128", () => {
  assert.deepEqual(written("number", [2]), [2]);
  assert.deepEqual(written("number", [127]), [127]);
  assert.deepEqual(written("number", [128]), [0x80, 1]);
  assert.deepEqual(written("number", [129]), [0x81, 1]);
  assert.deepEqual(written("number", [12857]), [0xb9, 0x64]);
});

test("differences are zigzag as in Protocol Buffers", () => {
  assert.deepEqual(written("difference", [0, -1, 1, -2, 63, -64]), [0, 1, 2, 3, 126, 127]);
});

test("numbers and differences come back as they were written", () => {
  const numbers = [0, 1, 127, 128, 16_383, 16_384, 2 ** 28 - 1];
  const numberReader = reading(written("number", numbers));
  assert.deepEqual(
    numbers.map(() => numberReader.number()),
    numbers,
  );
  const differences = [-4096, -129, -1, 0, 1, 64, 4096];
  const differenceReader = reading(written("difference", differences));
  assert.deepEqual(
    differences.map(() => differenceReader.difference()),
    differences,
  );
});

test("a list is its length and its items", () => {
  const reader = reading([3, 7, 8, 9, 0, 5]);
  assert.deepEqual(reader.list(reader.number), [7, 8, 9]);
  assert.deepEqual(reader.list(reader.number), []);
  assert.equal(reader.number(), 5);
});

test("bytes are taken as they are", () => {
  const reader = reading([200, 201, 202, 4]);
  assert.deepEqual([...reader.take(3)], [200, 201, 202]);
  assert.equal(reader.number(), 4);
});

test("what ends too early, is too large or too long is broken", () => {
  assert.throws(() => reading([]).number(), /broken/);
  assert.throws(() => reading([0x80]).number(), /broken/);
  assert.throws(() => reading([255, 255, 255, 255, 255, 1]).number(), /broken/);
  assert.throws(() => reading([100, 1]).list(() => "made of nothing"), /broken/);
});
