import assert from "node:assert/strict";
import { test } from "node:test";

import { erasesBy, lengthen, penOn, placeOn } from "../../../../ui/kit/drawing/pen.js";
import { page, send } from "../pointers.js";

/** A canvas, and what a pen on it is heard to do. */
function setUp() {
  const place = page();
  const heard = [];
  penOn(place.canvas, {
    down: (erases) => heard.push(erases ? "erase" : "down"),
    along: (line, anew) => heard.push([anew ? "anew" : "on", ...line]),
    up: (whole) => heard.push(whole ? "up" : "gone"),
  });
  return { ...place, heard };
}

test("a pen comes down, goes along and is lifted", () => {
  const it = setUp();
  assert.equal(send(it, "pointerdown", { at: [10, 20], time: 5 }).defaultPrevented, true);
  send(it, "pointermove", { at: [30, 40], time: 6 });
  send(it, "pointerup", { at: [30, 40], time: 7 });
  assert.deepEqual(it.heard, ["down", ["anew", [0.1, 0.2]], ["on", [0.3, 0.4]], "up"]);
});

test("moments that were folded into an event are all taken, and each of them once", () => {
  const it = setUp();
  send(it, "pointerdown", { at: [0, 0], time: 1 });
  const first = [
    [10, 0, 2],
    [20, 0, 3],
  ];
  send(it, "pointerrawupdate", { at: [20, 0], time: 3, moments: first });
  send(it, "pointermove", { at: [30, 0], time: 4, moments: [...first.slice(0, 1), [30, 0, 4]] });
  assert.deepEqual(it.heard.slice(2), [
    ["on", [0.1, 0], [0.2, 0]],
    ["on", [0.3, 0]],
  ]);
});

test("a pen that leaves the sheet and comes back leaves two lines, cut at the edge", () => {
  const it = setUp();
  send(it, "pointerdown", { at: [50, 80], time: 1 });
  send(it, "pointermove", { at: [50, 120], time: 2 });
  send(it, "pointermove", { at: [90, 120], time: 3 });
  send(it, "pointermove", { at: [90, 60], time: 4 });
  assert.deepEqual(it.heard.slice(2), [
    ["on", [0.5, 1]],
    ["anew", [0.9, 1], [0.9, 0.6]],
  ]);
});

test("a sheet that gets another size in mid-stroke begins a new line under the pen", () => {
  const it = setUp();
  send(it, "pointerdown", { at: [40, 40], time: 1 });
  it.canvas.box = { left: 0, top: 0, width: 200, height: 200 };
  send(it, "pointermove", { at: [44, 40], time: 2 });
  send(it, "pointermove", { at: [60, 40], time: 3 });
  assert.deepEqual(it.heard.slice(1), [
    ["anew", [0.4, 0.4]],
    ["anew", [0.22, 0.2]],
    ["on", [0.3, 0.2]],
  ]);
});

test("a pen's other end and the button on its barrel erase; a finger and a mouse never do", () => {
  const pen = (button, buttons) => erasesBy({ pointerType: "pen", button, buttons });
  assert.deepEqual([pen(5, 32), pen(2, 2), pen(0, 3), pen(0, 33), pen(0, 1)], [true, true, true, true, false]);
  for (const pointerType of ["mouse", "touch"]) assert.equal(erasesBy({ pointerType, button: 0, buttons: 3 }), false);
  const it = setUp();
  send(it, "pointerdown", { pointerType: "pen", button: 5, buttons: 32 });
  assert.equal(it.heard[0], "erase");
});

test("a place is a share of the canvas, to four places, also beyond its edge", () => {
  const box = { left: 10, top: 20, width: 300, height: 300 };
  assert.deepEqual(placeOn(box, { clientX: 110, clientY: 170 }), [0.3333, 0.5]);
  assert.deepEqual(placeOn(box, { clientX: -5, clientY: 350 }), [-0.05, 1.1]);
});

test("a stroke takes the places that say something new", () => {
  const stroke = [];
  assert.equal(lengthen(stroke, [[0.5, 0.5]]), true);
  assert.equal(lengthen(stroke, [[0.502, 0.502]]), false);
  assert.equal(
    lengthen(stroke, [
      [0.51, 0.5],
      [0.511, 0.5],
      [0.52, 0.5],
    ]),
    true,
  );
  assert.deepEqual(stroke, [
    [0.5, 0.5],
    [0.51, 0.5],
    [0.52, 0.5],
  ]);
});

test("a slow pen is taken once it has come far enough from the last place that was", () => {
  const stroke = [[0.5, 0.5]];
  for (const x of [0.5013, 0.5026, 0.5039, 0.5052, 0.5065, 0.5078]) lengthen(stroke, [[x, 0.5]]);
  assert.deepEqual(stroke, [
    [0.5, 0.5],
    [0.5039, 0.5],
    [0.5078, 0.5],
  ]);
});
