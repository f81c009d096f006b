import assert from "node:assert/strict";
import { test } from "node:test";

const stored = new Map([["inkspace", '{"alpha":0.25}']]);
Object.defineProperty(globalThis, "sessionStorage", {
  value: {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
    removeItem: (key) => stored.delete(key),
  },
});
const { keepForNextPage, keptFromLastPage, packForNextPage } = await import("../../../../ui/kit/runtime/visit.js");

test("what the page before left is taken out of the storage", () => {
  assert.deepEqual(keptFromLastPage, { alpha: 0.25 });
  assert.equal(stored.size, 0);
});

test("what is kept is asked for when the page is left, and not after its signal has aborted", () => {
  const ending = new AbortController();
  let tab = "draw";
  keepForNextPage("tab", () => tab);
  keepForNextPage("gone", () => 1, ending.signal);
  tab = "learn";
  ending.abort();
  packForNextPage();
  assert.deepEqual(JSON.parse(stored.get("inkspace")), { tab: "learn" });
});

test("a signal does not take away what another keeps under the same name by then", () => {
  const ending = new AbortController();
  keepForNextPage("sheet", () => "old", ending.signal);
  keepForNextPage("sheet", () => "new");
  ending.abort();
  packForNextPage();
  assert.equal(JSON.parse(stored.get("inkspace")).sheet, "new");
});
