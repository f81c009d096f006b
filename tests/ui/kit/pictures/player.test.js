import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { PACE, player } from "../../../../ui/kit/pictures/player.js";

// A clock that stands still between frames, in place of the browser's.
let now;
let waiting;
let calm;
globalThis.requestAnimationFrame = (callback) => {
  waiting = callback;
  return 1;
};
globalThis.cancelAnimationFrame = () => (waiting = undefined);
globalThis.matchMedia = () => ({
  get matches() {
    return calm;
  },
});
Object.defineProperty(globalThis, "performance", { value: { now: () => now } });

beforeEach(() => {
  [now, waiting, calm] = [1000, undefined, false];
});

/** Let a share of PACE pass, in frames of 50 ms. */
function pass(share) {
  for (let left = share * PACE * 1000; left > 1e-6; left -= 50) {
    now += Math.min(50, left);
    const callback = waiting;
    waiting = undefined;
    callback?.(now);
  }
}

function setUp(options = {}) {
  const shown = [];
  const told = [];
  const play = player({
    speed: () => 1,
    show: (alpha) => shown.push(alpha),
    told: (playing) => told.push(playing),
    steps: 4,
    ...options,
  });
  return { play, shown, told };
}

const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 1e-9, `${value}, not ${wanted}`);

test("it plays to the end in PACE seconds, and back", () => {
  const { play, shown } = setUp();
  play.toggle(0);
  pass(0.25);
  near(shown.at(-1), 0.25);
  pass(0.75);
  near(shown.at(-1), 1);
  pass(0.25);
  near(shown.at(-1), 0.75);
  pass(0.75);
  near(shown.at(-1), 0);
});

test("it begins where it is told to, at the speed that it is told", () => {
  const { play, shown } = setUp({ speed: () => 2 });
  play.toggle(0.5);
  pass(0.125);
  near(shown.at(-1), 0.75);
});

test("round and round, the end leads to the beginning", () => {
  const { play, shown } = setUp({ round: () => true });
  play.toggle(0.75);
  pass(0.5);
  near(shown.at(-1), 0.25);
});

test("once, it stops at the end, and begins there anew", () => {
  const { play, shown, told } = setUp({ once: true });
  play.toggle(0.9);
  pass(0.2);
  assert.equal(shown.at(-1), 1);
  assert.deepEqual(told, [true, false]);
  play.toggle(1);
  pass(0.25);
  near(shown.at(-1), 0.25);
});

test("a pause of the page is not made up for", () => {
  const { play, shown } = setUp();
  play.toggle(0);
  now += 60_000;
  waiting(now);
  near(shown.at(-1), 0.1 / PACE);
});

test("where motion is to be reduced it shows stills alone, and takes three times as long", () => {
  calm = true;
  const { play, shown } = setUp();
  play.toggle(0);
  pass(3);
  assert.deepEqual([...new Set(shown)], [0, 0.25, 0.5, 0.75, 1]);
  near(shown.at(-1), 1);
});

test("toggling it while it plays stops it", () => {
  const { play, shown, told } = setUp();
  play.toggle(0);
  pass(0.1);
  const count = shown.length;
  play.toggle(0.7);
  pass(0.1);
  assert.deepEqual([shown.length, told], [count, [true, false]]);
});

test("once its signal has aborted nothing is shown, told or begun", () => {
  const ending = new AbortController();
  const { play, shown, told } = setUp({ signal: ending.signal });
  play.toggle(0);
  pass(0.1);
  const count = shown.length;
  ending.abort();
  pass(0.1);
  play.toggle(0);
  pass(0.1);
  assert.deepEqual([shown.length, told], [count, [true]]);
});

test("a sweep goes to the end and back once, and stops in the middle", () => {
  const { play, shown, told } = setUp();
  play.sweep();
  pass(1);
  near(shown.at(-1), 1);
  pass(1);
  near(shown.at(-1), 0);
  pass(3);
  near(shown.at(-1), 0.5);
  assert.deepEqual(told, [true, false]);
});

test("after a sweep it plays on without an end", () => {
  const { play, shown } = setUp();
  play.sweep();
  pass(3);
  play.toggle(0.5);
  pass(4);
  near(shown.at(-1), 0.5);
});

test("nothing sweeps where motion is to be reduced", () => {
  calm = true;
  const { play, shown } = setUp();
  play.sweep();
  pass(1);
  assert.deepEqual(shown, []);
});
