import assert from "node:assert/strict";
import { test } from "node:test";

import { channel } from "../../../../ui/kit/runtime/channels.js";

test("a late subscriber gets the present value at once, and what follows", () => {
  const heard = [];
  channel("late").set(1);
  channel("late").subscribe((value) => heard.push(value));
  channel("late").set(2);
  assert.deepEqual(heard, [1, 2]);
});

test("an early subscriber hears nothing before there is a value", () => {
  const heard = [];
  channel("early").subscribe((value) => heard.push(value));
  assert.deepEqual(heard, []);
  assert.equal(channel("early").value, undefined);
});

test("null is a value", () => {
  const heard = [];
  channel("null").set(null);
  channel("null").subscribe((value) => heard.push(value));
  assert.deepEqual(heard, [null]);
});

test("a second identical command is heard too", () => {
  const heard = [];
  channel("command").subscribe((value) => heard.push(value));
  channel("command").set(true);
  channel("command").set(true);
  assert.deepEqual(heard, [true, true]);
});

test("listeners see the new value on the channel", () => {
  const seen = [];
  channel("seen").subscribe(() => seen.push(channel("seen").value));
  channel("seen").set("x");
  assert.deepEqual(seen, ["x"]);
});

test("a signal ends one subscription alone", () => {
  const ending = new AbortController();
  const [ended, staying] = [[], []];
  channel("signal").subscribe((value) => ended.push(value), ending.signal);
  channel("signal").subscribe((value) => staying.push(value));
  channel("signal").set(1);
  ending.abort();
  channel("signal").set(2);
  assert.deepEqual([ended, staying], [[1], [1, 2]]);
});

test("with a signal that has aborted before nothing is heard", () => {
  const heard = [];
  channel("over").set(1);
  channel("over").subscribe((value) => heard.push(value), AbortSignal.abort());
  channel("over").set(2);
  assert.deepEqual(heard, []);
});

test("channels of other names hear nothing", () => {
  const heard = [];
  channel("one").subscribe((value) => heard.push(value));
  channel("another").set(1);
  assert.deepEqual(heard, []);
});
