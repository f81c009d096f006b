import assert from "node:assert/strict";
import { test } from "node:test";

import { parameter } from "../../../../ui/filter/lab/parameter.js";
import { waveletNumbers } from "../../../../ui/filter/lab/wavelet_numbers.js";

/** Make an element without a page. */
function element() {
  const attributes = new Map();
  return Object.assign(new EventTarget(), {
    value: "",
    textContent: "",
    setAttribute: (name, value) => attributes.set(name, value),
    removeAttribute: (name) => attributes.delete(name),
    has: (name) => attributes.has(name),
  });
}

/** Make the elements of any parameters as they are asked for, by their selectors. */
function page() {
  const elements = new Map();
  const find = (selector) => {
    if (!elements.has(selector)) elements.set(selector, element());
    return elements.get(selector);
  };
  return {
    find,
    slider: (name) => find(`#gabor-${name} input[type=range]`),
    field: (name) => find(`#gabor-${name} input[type=text]`),
    wrong: (name) => find(`#gabor-${name} .wrong`),
  };
}

function set(input, value, event) {
  input.value = value;
  input.dispatchEvent(new Event(event));
}

const SCALE = { low: 0.5, high: 8, step: 0.05, first: 2 };

function begin() {
  const { find, slider, field, wrong } = page();
  const changes = [];
  const scale = parameter(find, "scale", SCALE, (name) => changes.push(name));
  return { scale, changes, slider: slider("scale"), field: field("scale"), wrong: wrong("scale") };
}

test("a parameter begins at its first value, and nobody has changed it", () => {
  const { scale, changes, slider, field } = begin();
  assert.equal(scale.value, 2);
  assert.equal(field.value, "2");
  assert.deepEqual([slider.min, slider.max, slider.step, +slider.value], [0.5, 8, 0.05, 2]);
  assert.deepEqual(changes, []);
});

test("the slider sets the field, and the field the slider while it is typed into", () => {
  const { scale, changes, slider, field } = begin();
  set(slider, "3.35", "input");
  assert.deepEqual([scale.value, field.value], [3.35, "3.35"]);
  set(field, "4,5", "input");
  assert.deepEqual([scale.value, +slider.value], [4.5, 4.5]);
  assert.deepEqual(changes, ["scale", "scale"]);
});

test("a number that cannot be used counts once the field is left, as the text that was typed", () => {
  const { scale, changes, slider, field } = begin();
  set(field, "99", "input");
  assert.deepEqual([scale.value, changes], [2, []]);
  set(field, "99", "change");
  assert.deepEqual([scale.value, changes], ["99", ["scale"]]);
  assert.equal(+slider.value, 2);
});

test("a value that is put shows in both, and is not taken for the visitor's", () => {
  const { scale, changes, slider, field } = begin();
  scale.put(1.25 ** 4);
  assert.deepEqual([scale.value, +slider.value, field.value], [1.25 ** 4, 1.25 ** 4, "2.44"]);
  assert.deepEqual(changes, []);
});

test("what is wrong is said beside the field until nothing is", () => {
  const { scale, field, wrong } = begin();
  scale.refuse("too wide");
  assert.equal(wrong.textContent, "too wide");
  assert.ok(field.has("aria-invalid"));
  scale.refuse();
  assert.equal(wrong.textContent, "");
  assert.ok(!field.has("aria-invalid"));
});

const CONTROLS = {
  sigma: { low: 0.5, high: 4, step: 0.05, first: 2 },
  scale: SCALE,
  base: { low: 1.1, high: 3, step: 0.05, first: 2 },
  index: { low: -10, high: 24, step: 1, first: 1 },
};

test("a base that is typed sets the scale to its power, and says that the base was changed", () => {
  const { find, field } = page();
  const changes = [];
  const numbers = waveletNumbers(find, CONTROLS, (name) => changes.push(name));
  set(field("base"), "1.5", "input");
  assert.deepEqual(numbers.values(), { sigma: 2, scale: 1.5, base: 1.5, index: 1 });
  assert.deepEqual(changes, ["base"]);
});

test("of numbers that are restored together the scale counts, whatever the index was", () => {
  const numbers = waveletNumbers(page().find, CONTROLS, () => {});
  numbers.restore({ sigma: "wide", scale: 3, base: 1.5, index: 7 });
  const { sigma, scale, base, index } = numbers.values();
  assert.deepEqual([sigma, scale, base], [2, 3, 1.5]);
  assert.ok(Math.abs(1.5 ** index - 3) < 1e-12);
});

test("each number is told what is wrong with it", () => {
  const { find, wrong } = page();
  waveletNumbers(find, CONTROLS, () => {}).refuse({ sigma: "too wide" });
  assert.deepEqual([wrong("sigma").textContent, wrong("scale").textContent], ["too wide", ""]);
});
