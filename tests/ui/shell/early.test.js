import assert from "node:assert/strict";
import { test } from "node:test";

import { firstKnown } from "../../../ui/shell/early_language.js";
import { tabsIn } from "../../../ui/shell/early_page.js";
import { tabOf } from "../../../ui/shell/next_page.js";

test("the language is the first wanted one that the page speaks, or English", () => {
  assert.equal(firstKnown(["ja", "en"]), "ja");
  assert.equal(firstKnown(["xx", "ja"]), "ja");
  assert.equal(firstKnown([null, "ja"]), "ja");
  assert.equal(firstKnown([null, "de"]), "en");
  assert.equal(firstKnown([]), "en");
});

test("names of tabs are read from what was stored, and nothing else is", () => {
  assert.deepEqual(tabsIn('["draw","learn"]'), ["draw", "learn"]);
  assert.deepEqual(tabsIn('["draw","no name","x>y",""]'), ["draw"]);
  for (const text of [null, "", "{", "7", "null", '{"draw":true}', '"draw"']) assert.deepEqual(tabsIn(text), []);
});

test("a link with settings of Dream means its tab, any other none", () => {
  assert.equal(tabOf("#dream=gan&seed=1"), "tab-dream-button");
  for (const hash of ["", "#", "#a=1", "#dreams=1", "dream=1"]) assert.equal(tabOf(hash), undefined);
});
