import assert from "node:assert/strict";
import { test } from "node:test";

import { language, speaker } from "../../../../ui/kit/runtime/language.js";

const words = {
  en: { plain: "Clear", two: "{a} and {b}, {a} again", only: "English alone" },
  ja: { plain: "消す", two: "{b}と{a}" },
};

test("without a document the language is English", () => {
  assert.equal(language, "en");
  assert.equal(speaker(words)("plain"), "Clear");
});

test("every placeholder gets its value, wherever and however often it stands", () => {
  assert.equal(speaker(words, "en")("two", { a: 1, b: "x" }), "1 and x, 1 again");
  assert.equal(speaker(words, "ja")("two", { a: 1, b: "x" }), "xと1");
});

test("zero and the empty text are values, and a value's own braces are no placeholders", () => {
  assert.equal(speaker(words)("two", { a: 0, b: "" }), "0 and , 0 again");
  assert.equal(speaker(words)("two", { a: "{b}", b: 2 }), "{b} and 2, {b} again");
});

test("a placeholder without a value stays as it is", () => {
  assert.equal(speaker(words)("two", { a: 1 }), "1 and {b}, 1 again");
  assert.equal(speaker(words)("two"), "{a} and {b}, {a} again");
});

test("English stands in for what a language has not got", () => {
  assert.equal(speaker(words, "ja")("only"), "English alone");
  assert.equal(speaker(words, "fr")("plain"), "Clear");
});

test("a key that nobody has stands for itself", () => {
  assert.equal(speaker(words, "ja")("none"), "none");
});
