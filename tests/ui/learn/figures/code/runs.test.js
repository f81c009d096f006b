import assert from "node:assert/strict";
import { test } from "node:test";
import { runs, stepped, tiesOf } from "../../../../../ui/learn/figures/code/runs.js";

test("lines of one tie that follow each other are one run, and come again where the tie does", () => {
  const lines = [
    ["a", ""],
    ["b", "q"],
    ["c", "q"],
    ["d", ""],
    ["e", "kl"],
    ["f", "q"],
  ];
  assert.deepEqual(runs(lines), ["q", "kl", "q"]);
});

test("arrow keys walk the runs and stop at both ends", () => {
  assert.equal(stepped(3, -1, "ArrowDown"), 0);
  assert.equal(stepped(3, 1, "ArrowDown"), 2);
  assert.equal(stepped(3, 2, "ArrowDown"), 2);
  assert.equal(stepped(3, 0, "ArrowUp"), 0);
});

test("a figure lights the ties that it shows, and none lights nothing", () => {
  const notes = [
    { tie: "q", figure: "cloud" },
    { tie: "kl", figure: "beta" },
    { tie: "pixels", figure: "" },
  ];
  assert.deepEqual(tiesOf(notes, "beta"), ["kl"]);
  assert.deepEqual(tiesOf(notes, ""), []);
});
