import assert from "node:assert/strict";
import { test } from "node:test";

import { barEnds, pixelUnder, valueAt } from "../../../../ui/filter/lab/response_values.js";

const picture = (...levels) => ({ grey: Uint8Array.from(levels), width: levels.length, height: 1 });

test("the ends of the bar are the peak with its sign, two digits", () => {
  assert.deepEqual(barEnds("real", 0.2449), ["−0.24", "+0.24"]);
  assert.deepEqual(barEnds("magnitude", 0.5), ["0", "0.50"]);
  assert.deepEqual(barEnds("phase", Math.PI), ["−180°", "180°"]);
  assert.deepEqual(barEnds("imaginary", 0), ["", "0"]);
});

test("levels 1, 128 and 255 of a signed part are −peak, zero and +peak", () => {
  const shown = { part: "real", peak: 0.5, picture: picture(1, 128, 255) };
  assert.deepEqual(
    [0, 1, 2].map((column) => valueAt(shown, column, 0)),
    ["−0.500", "0.000", "+0.500"],
  );
});

test("levels 0 and 255 of the magnitude are zero and the peak, without a sign", () => {
  const shown = { part: "magnitude", peak: 20, picture: picture(0, 255) };
  assert.deepEqual(
    [0, 1].map((column) => valueAt(shown, column, 0)),
    ["0.0", "20.0"],
  );
});

test("phases are degrees around level 128", () => {
  const shown = { part: "phase", peak: Math.PI, picture: picture(0, 64, 128, 192) };
  assert.deepEqual(
    [0, 1, 2, 3].map((column) => valueAt(shown, column, 0)),
    ["−180°", "−90°", "0°", "90°"],
  );
});

test("where nothing responds every value is 0", () => {
  for (const part of ["real", "magnitude", "phase"]) {
    assert.equal(valueAt({ part, peak: 0, picture: picture(128) }, 0, 0), "0");
  }
});

test("values are read row by row", () => {
  const shown = {
    part: "magnitude",
    peak: 255,
    picture: { grey: Uint8Array.of(1, 2, 3, 4, 5, 6), width: 3, height: 2 },
  };
  assert.equal(valueAt(shown, 2, 1), "6");
  assert.equal(valueAt(shown, 0, 1), "4");
});

test("a tall picture stands in the middle of its box, and beside it there is no pixel", () => {
  const size = { width: 100, height: 200 };
  const box = { left: 10, top: 20, width: 400, height: 400 }; // so the picture is twice as large, 100 px from the left
  assert.deepEqual(pixelUnder(size, box, { clientX: 110, clientY: 20 }), [0, 0]);
  assert.deepEqual(pixelUnder(size, box, { clientX: 309.9, clientY: 419.9 }), [99, 199]);
  assert.deepEqual(pixelUnder(size, box, { clientX: 210, clientY: 220 }), [50, 100]);
  assert.equal(pixelUnder(size, box, { clientX: 109, clientY: 200 }), undefined);
  assert.equal(pixelUnder(size, box, { clientX: 310, clientY: 200 }), undefined);
});
