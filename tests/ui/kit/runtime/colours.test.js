import assert from "node:assert/strict";
import { test } from "node:test";

import { packedColours, unpackedColour } from "../../../../ui/kit/runtime/packed_colours.js";
import { shadesBetween } from "../../../../ui/kit/runtime/paint.js";

/** The four bytes of a colour as ImageData has them: red, green, blue, opacity. */
const bytesOf = (colours, at) => [...new Uint8Array(colours.buffer).subarray(4 * at, 4 * at + 4)];

test("a packed colour lies in memory as red, green, blue and full opacity", () => {
  assert.deepEqual(
    bytesOf(
      packedColours(() => [1, 2, 3]),
      7,
    ),
    [1, 2, 3, 255],
  );
});

test("channels are rounded to the nearest whole number", () => {
  assert.deepEqual(
    bytesOf(
      packedColours(() => [0.4, 0.5, 254.6]),
      0,
    ),
    [0, 1, 255, 255],
  );
});

test("a colour comes back from a palette as it went", () => {
  const colours = packedColours((grey) => [grey, 255 - grey, 128]);
  for (const at of [0, 100, 255]) assert.deepEqual(unpackedColour(colours[at]), [at, 255 - at, 128]);
});

test("grey 0 is the paper, 255 the ink, and half way lies half way", () => {
  const shades = shadesBetween([0, 100, 255], [255, 200, 55]);
  assert.deepEqual(bytesOf(shades, 0), [255, 200, 55, 255]);
  assert.deepEqual(bytesOf(shades, 255), [0, 100, 255, 255]);
  assert.deepEqual(bytesOf(shades, 51), [204, 180, 95, 255]); // a fifth of the way
});
