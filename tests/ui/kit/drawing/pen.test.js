import assert from "node:assert/strict";
import { test } from "node:test";

import { lengthen } from "../../../../ui/kit/drawing/ink_canvas.js";
import { penOn } from "../../../../ui/kit/drawing/pen.js";
import { toolOf } from "../../../../ui/kit/drawing/sheet_tools.js";
import { placeOn } from "../../../../ui/kit/drawing/stroke.js";

/** A canvas of 100 × 100 px at the origin, on a sheet, and what a pen on it is heard to do. */
function setUp(signal) {
  const heard = [];
  const canvas = Object.assign(new EventTarget(), {
    parentElement: new EventTarget(),
    getBoundingClientRect: () => ({ left: 0, top: 0, width: 100, height: 100 }),
    focus: () => {},
    setPointerCapture: () => {},
  });
  const pen = penOn(
    canvas,
    {
      down: (places) => heard.push(["down", ...places]),
      along: (places) => heard.push(["along", ...places]),
      up: () => heard.push(["up"]),
    },
    signal,
  );
  return { canvas, heard, pen };
}

/** Send a pointer's event: on the sheet when it comes down, on the canvas afterwards. `moments`: [x, y, time] of those
    that the browser folded into it. */
function send({ canvas }, kind, id, x, y, time, { button = 0, moments = [] } = {}) {
  const event = Object.assign(new Event(kind, { cancelable: true }), { pointerId: id, button });
  const moment = (px, py, at) => ({ clientX: px, clientY: py, timeStamp: at });
  Object.defineProperties(event, {
    clientX: { value: x },
    clientY: { value: y },
    timeStamp: { value: time },
    getCoalescedEvents: { value: () => moments.map((each) => moment(...each)) },
  });
  (kind === "pointerdown" ? canvas.parentElement : canvas).dispatchEvent(event);
  return event;
}

test("a pen comes down, goes along and is lifted", () => {
  const it = setUp();
  assert.equal(send(it, "pointerdown", 1, 10, 20, 5).defaultPrevented, true);
  send(it, "pointermove", 1, 30, 40, 6);
  send(it, "pointerup", 1, 30, 40, 7);
  assert.deepEqual(it.heard, [["down", [0.1, 0.2]], ["along", [0.3, 0.4]], ["up"]]);
});

test("a second finger is ignored while the first is down, another button always", () => {
  const it = setUp();
  send(it, "pointerdown", 1, 10, 10, 1, { button: 2 });
  send(it, "pointerdown", 1, 10, 10, 2);
  send(it, "pointerdown", 2, 50, 50, 3);
  send(it, "pointermove", 2, 60, 60, 4);
  send(it, "pointerup", 2, 60, 60, 5);
  send(it, "pointerup", 1, 10, 10, 6);
  assert.deepEqual(it.heard, [["down", [0.1, 0.1]], ["up"]]);
});

test("moments that were folded into an event are all taken, and each of them once", () => {
  const it = setUp();
  send(it, "pointerdown", 1, 0, 0, 1);
  const first = [
    [10, 0, 2],
    [20, 0, 3],
  ];
  send(it, "pointerrawupdate", 1, 20, 0, 3, { moments: first });
  send(it, "pointermove", 1, 30, 0, 4, { moments: [...first.slice(0, 1), [30, 0, 4]] });
  assert.deepEqual(it.heard.slice(1), [
    ["along", [0.1, 0], [0.2, 0]],
    ["along", [0.3, 0]],
  ]);
});

test("a lost capture lifts the pen, once", () => {
  const it = setUp();
  send(it, "pointerdown", 1, 0, 0, 1);
  for (const kind of ["pointercancel", "lostpointercapture", "pointerup"]) send(it, kind, 1, 0, 0, 2);
  assert.deepEqual(it.heard.slice(1), [["up"]]);
});

test("a pen that was dropped is ignored until it comes down anew", () => {
  const it = setUp();
  send(it, "pointerdown", 1, 0, 0, 1);
  it.pen.drop();
  send(it, "pointermove", 1, 50, 0, 2);
  send(it, "pointerup", 1, 50, 0, 3);
  send(it, "pointerdown", 1, 70, 0, 4);
  assert.deepEqual(it.heard, [
    ["down", [0, 0]],
    ["down", [0.7, 0]],
  ]);
});

test("once its signal has aborted no pen is heard", () => {
  const ending = new AbortController();
  const it = setUp(ending.signal);
  send(it, "pointerdown", 1, 0, 0, 1);
  ending.abort();
  send(it, "pointermove", 1, 50, 0, 2);
  send(it, "pointerup", 1, 50, 0, 3);
  send(it, "pointerdown", 2, 50, 0, 4);
  assert.deepEqual(it.heard, [["down", [0, 0]]]);
});

test("a place is a share of the canvas, to four places, and no further than its edge", () => {
  const canvas = { getBoundingClientRect: () => ({ left: 10, top: 20, width: 300, height: 300 }) };
  assert.deepEqual(placeOn(canvas, { clientX: 110, clientY: 170 }), [0.3333, 0.5]);
  assert.deepEqual(placeOn(canvas, { clientX: -5, clientY: 999 }), [0, 1]);
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

const key = (name, held = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test("keys mean tools", () => {
  assert.equal(toolOf(key("z", { ctrlKey: true })), "undo");
  assert.equal(toolOf(key("z", { metaKey: true })), "undo");
  assert.equal(toolOf(key("Z", { ctrlKey: true, shiftKey: true })), "redo");
  assert.equal(toolOf(key("y", { ctrlKey: true })), "redo");
  assert.equal(toolOf(key("Delete")), "clear");
  assert.equal(toolOf(key("Backspace")), "clear");
  assert.equal(toolOf(key("e")), "eraser");
});

test("keys of the browser's and of writing mean none", () => {
  for (const one of [key("z"), key("y"), key("e", { ctrlKey: true }), key("Delete", { altKey: true }), key("Tab")]) {
    assert.equal(toolOf(one), undefined);
  }
});
