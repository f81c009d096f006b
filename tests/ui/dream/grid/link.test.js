import assert from "node:assert/strict";
import { test } from "node:test";

import { linkOf, linkedValues } from "../../../../ui/dream/grid/link.js";

const VALUES = { model: "gan_conv", digit: "any", number: "03-1415", n: "36", temperature: "1", seed: "0" };
const MODELS = ["gan_conv", "vae_mlp"];

test("a link holds the values of the form, the model first", () => {
  assert.equal(linkOf(VALUES), "#dream=gan_conv&digit=any&n=36&temperature=1&seed=0");
});

test("the number is in the link where it is being written, and only there", () => {
  assert.match(linkOf({ ...VALUES, digit: "number" }), /&digit=number&number=03-1415&/);
  assert.doesNotMatch(linkOf({ ...VALUES, digit: "3" }), /number/);
});

test("what a link holds is read again, whatever was typed", () => {
  const values = { ...VALUES, digit: "number", number: "&=# 1+1 ／ ٣", seed: "5 & more" };
  assert.deepEqual(linkedValues(linkOf(values), MODELS), { ...values, missing: "" });
});

test("a model that is not there is named, and not chosen", () => {
  assert.deepEqual(linkedValues("#dream=gan_of_old&n=4", MODELS), { n: "4", missing: "gan_of_old" });
  assert.deepEqual(linkedValues("#dream=toString", MODELS), { missing: "toString" });
});

test("a link says nothing of what it does not hold", () => {
  assert.deepEqual(linkedValues("#dream=vae_mlp", MODELS), { model: "vae_mlp", missing: "" });
});

test("other fragments are no links to a sample", () => {
  for (const hash of ["", "#", "#dream", "#draw=gan_conv", "#adream=gan_conv"]) {
    assert.equal(linkedValues(hash, MODELS), undefined);
  }
});

test("inherited names are values like any other, and nothing that they name is reached", () => {
  const hostile = "#dream=gan_conv&constructor=1&__proto__=2&toString=3&hasOwnProperty=4&missing=5&model=6";
  const values = linkedValues(hostile, MODELS);
  assert.deepEqual(Object.keys(values ?? {}).sort(), [
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "missing",
    "model",
    "toString",
  ]);
  assert.deepEqual([values?.model, values?.missing], ["gan_conv", ""]);
  assert.equal(Object.getPrototypeOf(values), Object.prototype);
  assert.equal({}.polluted, undefined);
});

test("what is no link, or one of a model that every object inherits, chooses no model", () => {
  for (const name of [
    "__proto__",
    "constructor",
    "",
    "gan_conv\0",
    "GAN_CONV",
    "%",
    "%ff",
    "<script>",
    "x".repeat(1e5),
  ]) {
    assert.equal(linkedValues(`#dream=${name}`, MODELS)?.model, undefined);
  }
});
