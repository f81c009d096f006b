import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { mounter, wordsOf } from "../../../ui/shell/parts.js";

/** As much of an element as the mounter needs. */
function element(id) {
  const attributes = new Map();
  return {
    id,
    innerHTML: "",
    attributes,
    contains: () => false,
    setAttribute: (name, value) => attributes.set(name, value),
    removeAttribute: (name) => attributes.delete(name),
  };
}

let styles;
beforeEach(() => {
  styles = new Map();
  globalThis.document = {
    activeElement: null,
    getElementById: (id) => styles.get(id) ?? null,
    createElement: () => ({
      remove() {
        styles.delete(this.id);
      },
    }),
    head: { append: (style) => styles.set(style.id, style) },
  };
});

/** A file of two parts that note when they begin and end. */
function setUp() {
  const log = [];
  const part = (name) => ({
    html: `<p>${name}</p>`,
    css: ["a.css", "b.css"],
    mount({ element: { innerHTML } }) {
      log.push(`${name} begins in ${innerHTML}`);
      return () => log.push(`${name} ends`);
    },
  });
  const file = mounter({ One: part("one"), Two: part("two") }, { "a.css": "p { x: y }", "b.css": "b { z: w }" });
  return { log, file };
}

const scopeOf = (place, props = {}) => ({ element: place, props, gradio: {} });

test("a part gets its markup and its style before its script begins", async () => {
  const { log, file } = setUp();
  const place = element("html-1");
  await file.fill("One", scopeOf(place));
  assert.deepEqual(log, ["one begins in <p>one</p>"]);
  assert.equal(styles.get("style-html-1").textContent, "#html-1 { p { x: y }\nb { z: w } }");
  assert.equal(place.attributes.has("aria-busy"), false);
});

test("a part ends before another takes its place, once", async () => {
  const { log, file } = setUp();
  const place = element("html-1");
  await file.fill("One", scopeOf(place));
  await file.fill("Two", scopeOf(place));
  await file.fill("One", scopeOf(place));
  assert.deepEqual(log.slice(1), ["one ends", "two begins in <p>two</p>", "two ends", "one begins in <p>one</p>"]);
  assert.equal(styles.size, 1);
});

test("a part elsewhere does not end", async () => {
  const { log, file } = setUp();
  await file.fill("One", scopeOf(element("html-1")));
  await file.fill("Two", scopeOf(element("html-2")));
  assert.ok(!log.includes("one ends"));
});

test("a part ends too where another file's part takes its place", async () => {
  const [first, second] = [setUp(), setUp()];
  const place = element("html-1");
  await first.file.fill("One", scopeOf(place));
  await second.file.fill("Two", scopeOf(place));
  assert.equal(first.log.at(-1), "one ends");
});

test("what waited for a part is told once it stands, and whether it had the focus", async () => {
  const { log, file } = setUp();
  const place = { ...element("html-1"), contains: () => true };
  await file.fill("One", scopeOf(place), (held) => log.push(held));
  assert.deepEqual(log.slice(1), [true]);
});

test("texts are those of the prefixes, without them; of two with one key the later counts", () => {
  const texts = { "draw.a": "1", "draw.b": "2", "dream.a": "3", "drawing.a": "4", "draw.c.d": "5" };
  assert.deepEqual(wordsOf(texts, ["draw"]).en, { a: "1", b: "2", "c.d": "5" });
  assert.deepEqual(wordsOf(texts, ["draw", "dream"]).en, { a: "3", b: "2", "c.d": "5" });
  assert.deepEqual(wordsOf(texts, ["dream", "draw"]).en, { a: "1", b: "2", "c.d": "5" });
});
