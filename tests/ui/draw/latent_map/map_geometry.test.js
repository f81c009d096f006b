import assert from "node:assert/strict";
import { test } from "node:test";

import { cutTiles, mapGeometry } from "../../../../ui/draw/latent_map/map_geometry.js";

const REACH = 3.6;
const COUNT = 19;
const geometry = mapGeometry({ reach: REACH, count: COUNT });

function near(found, wanted) {
  assert.ok(Math.abs(found - wanted) < 1e-12, `${found} is not ${wanted}`);
}

test("the middle of each frame is the point that it was decoded from", () => {
  for (let frame = 0; frame < COUNT; frame++) {
    const point = -REACH + frame * ((2 * REACH) / (COUNT - 1));
    near(geometry.across(point), (frame + 0.5) / COUNT);
    near(geometry.valueAt((frame + 0.5) / COUNT), point);
  }
});

test("half a frame lies around the outermost points", () => {
  near(geometry.inset, 0.5 / COUNT);
  near(geometry.across(geometry.span), 1);
});

test("places at the plane's edge are within the map's reach", () => {
  assert.equal(geometry.valueAt(0), -REACH);
  assert.equal(geometry.valueAt(1), REACH);
  assert.equal(geometry.clamp(-99), -REACH);
  assert.equal(geometry.clamp(1.25), 1.25);
});

test("frames are cut out of their picture row by row", () => {
  const n = 3;
  const shade = (frame, y, x) => (frame * 50 + y * 3 + x * 7) % 256;
  const width = n * 28;
  const picture = Uint8Array.from({ length: width * width }, (_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    return shade(Math.floor(row / 28) * n + Math.floor(column / 28), row % 28, column % 28);
  });
  const { grey } = cutTiles({ grey: picture, width }, n);
  const wanted = Uint8Array.from({ length: n * n * 784 }, (_, at) =>
    shade(Math.floor(at / 784), Math.floor((at % 784) / 28), at % 28),
  );
  assert.deepEqual(grey, wanted);
});
