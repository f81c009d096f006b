import assert from "node:assert/strict";
import { test } from "node:test";

import { levelsAt, liveliest, tileOf, tileSize } from "../../../../ui/filter/bank/contact_sheet.js";

const [ROWS, COLUMNS, WIDTH, HEIGHT] = [2, 3, 4, 5];
const level = (row, column, x, y) => (row * 97 + column * 31 + x * 7 + y * 3) % 256;

/** Lay pictures out one below and beside the other, pixel by pixel. */
function sheetOf(value) {
  const [width, height] = [COLUMNS * WIDTH, ROWS * HEIGHT];
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    grey[at] = value(Math.floor(y / HEIGHT), Math.floor(x / WIDTH), x % WIDTH, y % HEIGHT);
  }
  return { grey, width, height, rows: ROWS, columns: COLUMNS };
}

const sheet = sheetOf(level);

test("the size of a picture is its share of the sheet", () => {
  assert.deepEqual(tileSize(sheet), [WIDTH, HEIGHT]);
});

test("each picture is cut out as it was laid in", () => {
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const { grey, width, height } = tileOf(sheet, row, column);
      assert.deepEqual([width, height], [WIDTH, HEIGHT]);
      grey.forEach((found, at) => assert.equal(found, level(row, column, at % WIDTH, Math.floor(at / WIDTH))));
    }
  }
});

test("the levels at a pixel are those of all pictures there", () => {
  assert.deepEqual(levelsAt(sheet, 3, 2), [
    [level(0, 0, 3, 2), level(0, 1, 3, 2), level(0, 2, 3, 2)],
    [level(1, 0, 3, 2), level(1, 1, 3, 2), level(1, 2, 3, 2)],
  ]);
});

test("the liveliest point is the middle of the pixel whose squares sum up to the most", () => {
  // 200² is more than 3 · 100², at another place.
  const lively = sheetOf((row, column, x, y) => {
    if (x === 1 && y === 3 && row === 1 && column === 2) return 200;
    return x === 2 && y === 0 && row === 0 ? 100 : 5;
  });
  assert.deepEqual(liveliest(lively), [1.5 / WIDTH, 3.5 / HEIGHT]);
});
