import assert from "node:assert/strict";
import { test } from "node:test";

import { keptPictures } from "../../../ui/filter/kept_pictures.js";

const picture = (level, width = 10, height = 10) => ({
  grey: new Uint8Array(width * height).fill(level),
  width,
  height,
});
const transform = (floats) => ({ values: new Float32Array(floats), rows: 1, columns: floats });

test("a picture is found under the key that it came with, or under one of its own", () => {
  const kept = keptPictures();
  assert.equal(kept.put(picture(1), "zone_plate"), "zone_plate");
  const own = kept.put(picture(2));
  assert.equal(kept.picture("zone_plate")?.grey[0], 1);
  assert.equal(kept.picture(own)?.grey[0], 2);
  assert.equal(kept.picture("text"), undefined);
  assert.equal(kept.picture(undefined), undefined);
});

test("the same picture gets the same key, another one another", () => {
  const keys = [picture(1), picture(1), picture(2), picture(1, 20, 5), picture(1, 5, 20)].map(keptPictures().put);
  assert.equal(keys[0], keys[1]);
  assert.equal(new Set(keys).size, 4);
});

test("what was used longest ago is forgotten, once there is too much", () => {
  const kept = keptPictures({ pictures: 250 });
  for (const key of ["first", "second"]) kept.put(picture(0), key);
  kept.picture("first");
  kept.put(picture(0), "third");
  kept.trim();
  assert.deepEqual(
    ["first", "second", "third"].map((key) => Boolean(kept.picture(key))),
    [true, false, true],
  );
});

test("the newest picture and the newest transform stay, whatever they weigh", () => {
  const kept = keptPictures({ pictures: 10, transforms: 1000 });
  kept.put(picture(0), "old");
  kept.put(picture(0), "new");
  const spectrum = kept.spectrum("new");
  for (const name of ["a", "b", "c"]) spectrum?.transforms.set(name, transform(300));
  kept.trim();
  assert.equal(kept.picture("old"), undefined);
  assert.deepEqual([...(kept.spectrum("new")?.transforms.keys() ?? [])], ["c"]);
});

test("the oldest transforms go first, of all pictures together", () => {
  const kept = keptPictures({ transforms: 2500 });
  for (const key of ["one", "two"]) {
    kept.put(picture(0), key);
    for (const name of ["a", "b"]) kept.spectrum(key)?.transforms.set(name, transform(250));
  }
  kept.trim();
  assert.deepEqual([...(kept.spectrum("one")?.transforms.keys() ?? [])], []);
  assert.deepEqual([...(kept.spectrum("two")?.transforms.keys() ?? [])], ["a", "b"]);
});
