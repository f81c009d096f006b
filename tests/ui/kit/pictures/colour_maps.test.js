import assert from "node:assert/strict";
import { test } from "node:test";

import { COLOURS, fading, gradient, greyOf, hue } from "../../../../ui/kit/pictures/colour_maps.js";
import { DIGITS, digitColour } from "../../../../ui/kit/pictures/digit_colours.js";
import { unpackedColour } from "../../../../ui/kit/runtime/packed_colours.js";

/** Say how far apart two colours are at most in a channel. */
const apart = (one, other) => Math.max(...one.map((value, channel) => Math.abs(value - other[channel])));

// CSS Color 4 gives sRGB's primaries in OKLCH: lightness, chroma, hue in degrees.
const KNOWN = [
  ["red", [0.627955, 0.257683, 29.2339], [255, 0, 0]],
  ["green", [0.86644, 0.294827, 142.4953], [0, 255, 0]],
  ["blue", [0.452014, 0.313214, 264.052], [0, 0, 255]],
  ["yellow", [0.967983, 0.211006, 109.7692], [255, 255, 0]],
  ["white", [1, 0, 0], [255, 255, 255]],
  ["black", [0, 0, 0], [0, 0, 0]],
];

for (const [name, [lightness, chroma, degrees], rgb] of KNOWN) {
  test(`OKLCH of ${name} is that colour of sRGB`, () => {
    assert.ok(apart(hue(degrees / 360, lightness, chroma), rgb) < 0.5);
  });
}

test("without chroma the hue does not count", () => {
  assert.ok(apart(hue(0.1, 0.5, 0), hue(0.7, 0.5, 0)) < 1e-9);
  const [red, green, blue] = hue(0.3, 0.5, 0);
  assert.ok(Math.max(red, green, blue) - Math.min(red, green, blue) < 0.01);
});

test("what sRGB cannot show is clipped to it", () => {
  for (let turns = 0; turns < 1; turns += 0.05) {
    for (const value of hue(turns, 0.7, 0.4)) assert.ok(value >= 0 && value <= 255);
  }
});

test("the wheel goes round: its end is next to its beginning", () => {
  const step = apart(unpackedColour(COLOURS.wheel[0]), unpackedColour(COLOURS.wheel[1]));
  assert.ok(apart(unpackedColour(COLOURS.wheel[255]), unpackedColour(COLOURS.wheel[0])) <= step + 1);
});

test("grey is grey", () => {
  COLOURS.grey.forEach((colour, grey) => assert.deepEqual(unpackedColour(colour), [grey, grey, grey]));
});

// Matplotlib's inferno at these grey levels, of its 256.
const INFERNO = [
  [0, "#000004"],
  [64, "#57106e"],
  [128, "#bc3754"],
  [191, "#f98e09"],
  [255, "#fcffa4"],
];

for (const [grey, colour] of INFERNO) {
  test(`the ramp at ${grey} is near to Matplotlib's inferno`, () => {
    const rgb = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    assert.ok(apart(unpackedColour(COLOURS.ramp[grey]), rgb) <= (grey % 255 ? 20 : 0));
  });
}

test("the ramp gets brighter with every step", () => {
  const luminance = [...COLOURS.ramp].map((colour) => {
    const [r, g, b] = unpackedColour(colour);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  luminance.slice(1).forEach((value, at) => assert.ok(value >= luminance[at]));
});

test("a gradient runs from a palette's first colour to its last", () => {
  const css = gradient(COLOURS.ramp);
  assert.ok(css.startsWith("linear-gradient(to right, rgb(0 0 4),"));
  assert.ok(css.endsWith("rgb(252 255 164))"));
  assert.equal(css.split("rgb(").length - 1, 17);
});

test("a picture that is one already is taken as it is", async () => {
  const picture = { grey: Uint8Array.of(0, 128, 255), width: 3, height: 1 };
  assert.equal(await greyOf(picture), picture);
});

test("ten digits have ten colours, of whole numbers", () => {
  assert.equal(new Set(DIGITS.map(String)).size, 10);
  for (const value of DIGITS.flat()) assert.ok(Number.isInteger(value) && value >= 0 && value <= 255);
  assert.equal(digitColour(3, 0.5), `rgb(${DIGITS[3][0]} ${DIGITS[3][1]} ${DIGITS[3][2]} / 0.5)`);
});

test("what weighs nothing fades to mid-grey, and what weighs in full keeps its colour", () => {
  const table = fading(COLOURS.wheel, 24);
  assert.deepEqual(new Set(table.subarray(0, 256)), new Set([0xff808080]));
  assert.deepEqual(table.subarray(24 * 256), COLOURS.wheel);
});

test("half the weight is half the way from mid-grey", () => {
  const white = fading(COLOURS.grey, 24)[12 * 256 + 255] & 255;
  assert.equal(white, Math.round(128 + (255 - 128) / 2));
});
