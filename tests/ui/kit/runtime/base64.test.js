import assert from "node:assert/strict";
import { test } from "node:test";

import { fromBase64, toBase64 } from "../../../../ui/kit/runtime/base64.js";

const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 31) % 256);

test("bytes come back from base64 as they went", () => {
  assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
});

test("base64 is what Node writes", () => {
  assert.equal(toBase64(bytes), Buffer.from(bytes).toString("base64"));
});

test("no bytes are no letters", () => {
  assert.equal(toBase64(new Uint8Array()), "");
  assert.equal(fromBase64("").length, 0);
});
