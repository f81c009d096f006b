import assert from "node:assert/strict";
import { test } from "node:test";

import { draggable, keyStep } from "../../../../ui/kit/controls/draggable_plane.js";
import { page, send } from "../pointers.js";

/** What the browser says of a key. */
const key = (name, held = {}) => ({
  key: name,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
});

test("arrow keys move right and down, with Shift four times as far", () => {
  assert.deepEqual(keyStep(key("ArrowRight")), [1 / 48, 0]);
  assert.deepEqual(keyStep(key("ArrowUp", { shiftKey: true })), [0, -4 / 48]);
});

test("other keys, and arrows that are the browser's, move nothing", () => {
  assert.equal(keyStep(key("a")), undefined);
  for (const held of ["altKey", "ctrlKey", "metaKey"]) {
    assert.equal(keyStep(key("ArrowLeft", { [held]: true })), undefined);
  }
});

/** A plane of 200 × 100 px at (10, 20) whose mark is a bag of styles. */
function plane() {
  const mark = { style: {} };
  const place = page();
  place.canvas.box = { left: 10, top: 20, width: 200, height: 100 };
  Object.assign(place.canvas, { mark, querySelector: () => mark });
  return { ...place, sheet: place.canvas, place: place.canvas };
}

test("the point goes where the pointer is, and no further than the edge", () => {
  const { place, ...rest } = plane();
  const points = [];
  draggable(place, (...point) => points.push(point));
  send(rest, "pointerdown", { at: [60, 70] });
  send(rest, "pointermove", { at: [900, -900] });
  assert.deepEqual(points, [
    [0.25, 0.5],
    [1, 0],
  ]);
  assert.deepEqual(place.mark.style, { left: "100%", top: "0%" });
});

test("keys move it from where it was put", () => {
  const { place } = plane();
  const points = [];
  const put = draggable(place, (...point) => points.push(point));
  put(0.25, 0.75);
  place.dispatchEvent(Object.assign(new Event("keydown"), key("ArrowDown")));
  assert.deepEqual(points, [
    [0.25, 0.75],
    [0.25, 0.75 + 1 / 48],
  ]);
});

test("once its signal has aborted neither pointer nor keys move it", () => {
  const ending = new AbortController();
  const { place, ...rest } = plane();
  const points = [];
  draggable(place, (...point) => points.push(point), ending.signal);
  ending.abort();
  send(rest, "pointerdown", { at: [60, 70] });
  place.dispatchEvent(Object.assign(new Event("keydown"), key("ArrowDown")));
  assert.deepEqual(points, []);
});
