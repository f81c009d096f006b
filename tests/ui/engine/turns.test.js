import assert from "node:assert/strict";
import { test } from "node:test";

import { turns } from "../../../ui/engine/turns.js";

const OUTDATED_BY = { draw: ["draw"], polish: ["polish", "draw"] };

/** A line of tasks whose steps the test takes one by one. */
function line() {
  const log = [];
  let run = () => {};
  const made = turns(OUTDATED_BY, (again) => (run = again));
  const ask = (name, pieces = 1, from = 1) =>
    made.add({
      name,
      from,
      steps: (function* () {
        for (let piece = 1; piece < pieces; piece++) {
          log.push(`${name} ${piece}`);
          yield;
        }
        log.push(`${name} ${pieces}`);
        return name;
      })(),
      done: (answer) => log.push(answer?.dropped ? `${name} dropped` : `${name} done`),
    });
  const step = (times = 1) => {
    for (let at = 0; at < times; at++) run();
  };
  return { log, ask, step, made };
}

test("a newer question is answered between two pieces of a long one", () => {
  const { log, ask, step } = line();
  ask("strip", 3);
  step();
  ask("draw");
  step(3);
  assert.deepEqual(log, ["strip 1", "draw 1", "draw done", "strip 2", "strip 3", "strip done"]);
});

test("newer ink drops the refinement of the ink before", () => {
  const { log, ask, step } = line();
  ask("polish", 5);
  step(2);
  ask("draw");
  step(3);
  assert.deepEqual(log, ["polish 1", "polish 2", "polish dropped", "draw 1", "draw done"]);
});

test("ink on one sheet leaves the refinement of the other alone", () => {
  const { log, ask, step } = line();
  ask("polish", 2, 1);
  step();
  ask("draw", 1, 2);
  step(3);
  assert.deepEqual(log, ["polish 1", "draw 1", "draw done", "polish 2", "polish done"]);
});

test("what takes long comes after what does not, even if it was asked for last", () => {
  const { log, ask, step } = line();
  ask("strip", 2);
  ask("polish", 1);
  step(4);
  assert.deepEqual(log, ["strip 1", "strip 2", "strip done", "polish 1", "polish done"]);
});

test("a mistake in one task is left to the server, and the others go on", () => {
  const { made, log, ask, step } = line();
  let answer = "none yet";
  const steps = (function* () {
    yield* [].missing;
  })();
  ask("draw");
  made.add({ name: "strip", from: 1, steps, done: (given) => (answer = given) });
  step(2);
  assert.equal(answer, undefined);
  assert.deepEqual(log, ["draw 1", "draw done"]);
  assert.equal(made.length, 0);
});
