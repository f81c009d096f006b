import assert from "node:assert/strict";
import { test } from "node:test";

import { followContact } from "../../../../ui/kit/runtime/contact.js";
import { page, send } from "../pointers.js";

const touch = (id) => ({ id, pointerType: "touch" });
const pen = (id, rest = {}) => ({ id, pointerType: "pen", ...rest });

/** Follow contacts on a sheet, and keep what is heard of them. */
function setUp({ refuse = () => false, signal } = {}) {
  const place = page();
  const heard = [];
  const way = {
    around: place.sheet,
    down: (event) => {
      heard.push(`down ${event.pointerId}`);
      return !refuse(event);
    },
    along: (event) => heard.push(`along ${event.pointerId}`),
    up: (whole) => heard.push(whole ? "up" : "gone"),
  };
  return { ...place, heard, contact: followContact(place.canvas, way, signal) };
}

test("what comes down is followed until it is lifted, and captured", () => {
  const it = setUp();
  for (const type of ["pointerdown", "pointermove", "pointerup", "pointermove"]) send(it, type);
  assert.deepEqual(it.heard, ["down 1", "along 1", "up"]);
  assert.deepEqual(it.captured, [1]);
});

test("where the browser refuses to capture it is followed all the same", () => {
  const it = setUp();
  it.canvas.setPointerCapture = () => {
    throw new DOMException("No active pointer with the given id is found.", "NotFoundError");
  };
  send(it, "pointerdown");
  for (const type of ["pointermove", "pointerup"]) send(it, type, { elsewhere: true });
  assert.deepEqual(it.heard, ["down 1", "along 1", "up"]);
});

test("a second finger, and a mouse beside a finger, are ignored", () => {
  const it = setUp();
  send(it, "pointerdown", touch(1));
  for (const other of [touch(2), { id: 3 }]) {
    for (const type of ["pointerdown", "pointermove", "pointerup"]) send(it, type, other);
  }
  send(it, "pointerup", touch(1));
  assert.deepEqual(it.heard, ["down 1", "up"]);
});

test("a pen takes over from a finger, which does not come back", () => {
  const it = setUp();
  send(it, "pointerdown", touch(1));
  send(it, "pointermove", touch(1));
  send(it, "pointerdown", pen(2));
  send(it, "pointermove", touch(1));
  send(it, "pointerup", pen(2));
  send(it, "pointermove", touch(1));
  send(it, "pointerup", touch(1));
  assert.deepEqual(it.heard, ["down 1", "along 1", "gone", "down 2", "up"]);
});

test("a pen that comes down elsewhere on the page takes a finger's contact away too", () => {
  const it = setUp();
  send(it, "pointerdown", touch(1));
  send(it, "pointerdown", pen(2, { elsewhere: true }));
  assert.deepEqual(it.heard, ["down 1", "gone"]);
});

for (const [end, how] of [
  ["lifted", () => ["pointerup", pen(2, { elsewhere: true })]],
  ["taken away", () => ["pointercancel", pen(2, { elsewhere: true })]],
  ["seen to hover", () => ["pointermove", pen(2, { elsewhere: true, buttons: 0 })]],
]) {
  test(`no finger counts until a pen on another sheet is ${end}`, () => {
    const it = setUp();
    send(it, "pointerdown", pen(2, { elsewhere: true }));
    send(it, "pointerdown", touch(3));
    send(it, "pointerup", touch(3));
    assert.deepEqual(it.heard, []);
    send(it, ...how());
    send(it, "pointerdown", touch(4));
    assert.deepEqual(it.heard, ["down 4"]);
  });
}

test("a pen takes over from no mouse and no other pen", () => {
  for (const first of [{ id: 1 }, pen(1)]) {
    const it = setUp();
    send(it, "pointerdown", first);
    send(it, "pointerdown", pen(2));
    send(it, "pointermove", pen(2));
    send(it, "pointermove", first);
    assert.deepEqual(it.heard, ["down 1", "along 1"]);
  }
});

test("a contact that the browser takes away does not count", () => {
  const it = setUp();
  send(it, "pointerdown", touch(1));
  send(it, "pointercancel", touch(1));
  assert.deepEqual(it.heard, ["down 1", "gone"]);
});

test("a move with no button held ends a contact whose release was lost", () => {
  const it = setUp();
  send(it, "pointerdown");
  send(it, "pointermove", { buttons: 0 });
  send(it, "pointermove", { buttons: 0 });
  assert.deepEqual(it.heard, ["down 1", "up"]);
});

test("a mouse's contact ends with its first button, whatever else is held", () => {
  const it = setUp();
  send(it, "pointerdown");
  send(it, "pointermove", { buttons: 3 });
  send(it, "pointermove", { buttons: 2 });
  send(it, "pointermove", { buttons: 2 });
  assert.deepEqual(it.heard, ["down 1", "along 1", "up"]);
});

test("what comes down again was lifted before", () => {
  const it = setUp();
  send(it, "pointerdown");
  send(it, "pointerdown");
  assert.deepEqual(it.heard, ["down 1", "up", "down 1"]);
});

test("of a mouse the first button counts, of a pen its tip, its barrel button and its other end", () => {
  const it = setUp();
  for (const button of [1, 2, 3, 4, 5]) send(it, "pointerdown", { button });
  for (const button of [1, 3, 4]) send(it, "pointerdown", pen(2, { button }));
  assert.deepEqual(it.heard, []);
  for (const button of [0, 2, 5]) {
    send(it, "pointerdown", pen(2, { button, buttons: button === 5 ? 32 : button || 1 }));
    send(it, "pointerup", pen(2));
  }
  assert.deepEqual(it.heard, ["down 2", "up", "down 2", "up", "down 2", "up"]);
});

test("what is refused when it comes down is not followed", () => {
  const it = setUp({ refuse: ({ pointerId }) => pointerId === 1 });
  send(it, "pointerdown");
  send(it, "pointermove");
  send(it, "pointerup");
  send(it, "pointerdown", { id: 2 });
  assert.deepEqual(it.heard, ["down 1", "down 2"]);
  assert.deepEqual(it.captured, [2]);
});

test("what was dropped is ignored until it comes down anew", () => {
  const it = setUp();
  send(it, "pointerdown");
  it.contact.drop();
  send(it, "pointermove");
  send(it, "pointerup");
  send(it, "pointerdown");
  assert.deepEqual(it.heard, ["down 1", "down 1"]);
});

test("once its signal has aborted nothing is heard", () => {
  const ending = new AbortController();
  const it = setUp({ signal: ending.signal });
  send(it, "pointerdown");
  ending.abort();
  for (const type of ["pointermove", "pointerup", "pointerdown"]) send(it, type);
  assert.deepEqual(it.heard, ["down 1"]);
});

test("the browser's menu stays away while something is down, and after a pen or a finger, not after a mouse", () => {
  const it = setUp();
  const menu = (pointerType) => {
    const event = Object.assign(new Event("contextmenu", { cancelable: true }), { pointerType });
    it.sheet.dispatchEvent(event);
    return event.defaultPrevented;
  };
  assert.deepEqual(["mouse", undefined, "pen", "touch"].map(menu), [false, false, true, true]);
  send(it, "pointerdown");
  assert.equal(menu("mouse"), true);
});
