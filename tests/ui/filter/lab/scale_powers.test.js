import assert from "node:assert/strict";
import { test } from "node:test";

import { scalePowers } from "../../../../ui/filter/lab/scale_powers.js";

/** Make a parameter without a page. */
function field(value) {
  return {
    value,
    reached: undefined,
    put(next) {
      this.value = next;
    },
    reach(...ends) {
      this.reached = ends;
    },
    refuse() {},
  };
}

function form({ scale = 2, base = 2, index = 1 } = {}) {
  const fields = { scale: field(scale), base: field(base), index: field(index) };
  return { ...fields, changed: scalePowers(fields, { low: 0.5, high: 8 }) };
}

test("base and index set the scale to a power", () => {
  const { scale, base, index, changed } = form();
  base.value = 1.25;
  changed("base");
  assert.equal(scale.value, 1.25);
  index.value = 4;
  changed("index");
  assert.equal(scale.value, 2.44140625);
});

test("the scale tells which power it is, and the base stays", () => {
  const { scale, base, index, changed } = form();
  scale.value = 8;
  changed("scale");
  assert.ok(Math.abs(index.value - 3) < 1e-12);
  assert.equal(base.value, 2);
});

test("a scale that went to an index and back is the same", () => {
  const { scale, index, changed } = form({ base: 1.7 });
  scale.value = 3.3;
  changed("scale");
  changed("index");
  assert.ok(Math.abs(scale.value - 3.3) < 1e-12);
  assert.ok(Math.abs(1.7 ** index.value - 3.3) < 1e-12);
});

test("the index's slider reaches whole powers that are scales, whatever was changed", () => {
  const { base, index, changed } = form();
  changed("sigma");
  assert.deepEqual(index.reached, [-1, 3]);
  base.value = 3;
  changed("base");
  assert.equal(index.reached[0] + 0, 0); // or −0
  assert.equal(index.reached[1], 1); // 3² is beyond 8
});

test("a text that is no number changes nothing but itself", () => {
  for (const name of ["scale", "base", "index"]) {
    const fields = form();
    fields[name].value = "wide";
    fields.changed(name);
    for (const other of ["scale", "base", "index"]) {
      assert.equal(fields[other].value, other === name ? "wide" : { scale: 2, base: 2, index: 1 }[other]);
    }
  }
});
