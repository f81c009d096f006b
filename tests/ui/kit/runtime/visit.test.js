import assert from "node:assert/strict";
import { test } from "node:test";

const stored = new Map();
Object.defineProperty(globalThis, "sessionStorage", {
  value: {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
    removeItem: (key) => stored.delete(key),
  },
});

let pages = 0;

/** Open the module anew, as the next page does. */
const nextPage = () => import(`../../../../ui/kit/runtime/visit.js?${pages++}`);

/** What a page leaves that keeps those values by their names. */
async function left(values) {
  const page = await nextPage();
  for (const [name, value] of Object.entries(values)) page.keepForNextPage(name, () => value);
  page.packForNextPage();
  return stored.get("inkspace");
}

test("what the page before left is taken out of the storage", async () => {
  await left({ alpha: 0.25, text: "字 \n\u2028" });
  const { keptFromLastPage } = await nextPage();
  assert.deepEqual({ ...keptFromLastPage }, { alpha: 0.25, text: "字 \n\u2028" });
  assert.equal(stored.size, 0);
});

test("what is kept is asked for when the page is left, and not after its signal has aborted", async () => {
  const { keepForNextPage, packForNextPage } = await nextPage();
  const ending = new AbortController();
  let tab = "draw";
  keepForNextPage("tab", () => tab);
  keepForNextPage("gone", () => 1, ending.signal);
  tab = "learn";
  ending.abort();
  packForNextPage();
  assert.deepEqual({ ...(await nextPage()).keptFromLastPage }, { tab: "learn" });
});

test("a signal does not take away what another keeps under the same name by then", async () => {
  const { keepForNextPage, packForNextPage } = await nextPage();
  const ending = new AbortController();
  keepForNextPage("sheet", () => "old", ending.signal);
  keepForNextPage("sheet", () => "new");
  ending.abort();
  packForNextPage();
  assert.equal((await nextPage()).keptFromLastPage.sheet, "new");
});

test("what was edited by hand, or is not ours, counts as nothing and is thrown away", async () => {
  const ours = await left({ a: { strokes: [] }, tab: "draw" });
  const strange = ["", "{}", '{"a":5}', "[]", "null", "5", "{", '1 {"a":5}', "0 ", "x".repeat(1e6)];
  for (const text of [...strange, ours.replace("[]", "5"), ours.slice(0, -1), `${ours} `, ours.slice(1)]) {
    stored.set("inkspace", text);
    const { keptFromLastPage } = await nextPage();
    assert.deepEqual(Object.keys(keptFromLastPage), [], text.slice(0, 40));
    assert.equal(stored.size, 0);
  }
});

test("nothing is inherited by what the page before left", async () => {
  const { keptFromLastPage } = await nextPage();
  for (const name of ["constructor", "toString", "__proto__"]) assert.equal(keptFromLastPage[name], undefined);
});
