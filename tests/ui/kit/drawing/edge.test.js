import assert from "node:assert/strict";
import { test } from "node:test";

import { linesWithin, within } from "../../../../ui/kit/drawing/edge.js";

test("a pen that stays on the sheet leaves one line", () => {
  assert.deepEqual(
    linesWithin(undefined, [
      [0.2, 0.3],
      [0.4, 0.5],
      [1, 0],
    ]),
    [
      [
        [0.2, 0.3],
        [0.4, 0.5],
        [1, 0],
      ],
    ],
  );
});

test("where it was on the sheet before, the first line goes on", () => {
  assert.deepEqual(linesWithin([0.2, 0.3], [[0.4, 0.5]]), [[[0.4, 0.5]]]);
  assert.deepEqual(linesWithin([0.2, 0.3], []), [[]]);
});

test("a line ends at the edge where the pen leaves, and what it does outside leaves nothing", () => {
  const wandering = [
    [0.5, 1.1],
    [0.9, 1.2],
    [0.9, 1.05],
  ];
  assert.deepEqual(linesWithin([0.5, 0.9], wandering), [[[0.5, 1]]]);
});

test("coming back begins a new line at the edge", () => {
  assert.deepEqual(
    linesWithin(
      [0.9, 1.2],
      [
        [0.9, 0.8],
        [0.8, 0.8],
      ],
    ),
    [
      [
        [0.9, 1],
        [0.9, 0.8],
        [0.8, 0.8],
      ],
    ],
  );
});

test("a pen that leaves and comes back leaves two lines", () => {
  const lines = linesWithin(
    [0.5, 0.5],
    [
      [1.5, 0.5],
      [1.5, 0.7],
      [0.5, 0.7],
    ],
  );
  assert.deepEqual(lines, [
    [[1, 0.5]],
    [
      [1, 0.7],
      [0.5, 0.7],
    ],
  ]);
});

test("a corner is cut where the way crosses it, and missed where it passes by", () => {
  assert.deepEqual(linesWithin([0.9, -0.1], [[1.1, 0.1]]), []); // touches the corner alone
  assert.deepEqual(linesWithin([0.8, -0.1], [[1.1, 0.2]]), [
    [
      [0.9, 0],
      [1, 0.1],
    ],
  ]);
  assert.deepEqual(linesWithin([0.95, -0.2], [[1.3, 0.15]]), []);
});

test("a way from one side outside to the other crosses the sheet", () => {
  assert.deepEqual(linesWithin([-0.5, 0.25], [[1.5, 0.75]]), [
    [
      [0, 0.375],
      [1, 0.625],
    ],
  ]);
});

test("a pen that comes down outside leaves nothing before it is on the sheet", () => {
  assert.deepEqual(linesWithin(undefined, [[-0.01, 0.5]]), []);
  assert.deepEqual(
    linesWithin(undefined, [
      [-0.1, 0.5],
      [0.1, 0.5],
    ]),
    [
      [
        [0, 0.5],
        [0.1, 0.5],
      ],
    ],
  );
});

test("along the edge itself is on the sheet, along the outside of it is not", () => {
  assert.deepEqual(linesWithin([0.2, 1], [[0.8, 1]]), [[[0.8, 1]]]);
  assert.deepEqual(linesWithin([0.2, 1.0001], [[0.8, 1.0001]]), []);
});

test("leaving from the edge adds nothing", () => {
  assert.deepEqual(linesWithin([0.5, 1], [[0.5, 1.2]]), [[]]);
});

test("no place that is left lies beyond the sheet, and none off the pen's way, whichever way it goes", () => {
  let seed = 7;
  const next = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648) * 3 - 1;
  let from = [0.5, 0.5];
  for (let turn = 0; turn < 2000; turn++) {
    const to = [next(), next()];
    for (const place of linesWithin(from, [to]).flat()) {
      assert.ok(within(place), `${place}`);
      const off = (place[0] - from[0]) * (to[1] - from[1]) - (place[1] - from[1]) * (to[0] - from[0]);
      assert.ok(Math.abs(off) < 5e-4, `${place} is off ${from} … ${to}`);
    }
    from = to;
  }
});
