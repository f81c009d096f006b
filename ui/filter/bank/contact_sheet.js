/* A contact sheet: pictures of one size beside and below each other, in one grey picture. */

/** A contact sheet. Every picture is width / columns × height / rows pixels large.
    @typedef {import("../../kit/runtime/types").GreyPicture & {rows: number, columns: number}} ContactSheet */

/** Compute the size of one of its pictures.
    @param {Omit<ContactSheet, "grey">} sheet
    @returns {[number, number]} width and height, px */
export function tileSize({ width, height, rows, columns }) {
  return [width / columns, height / rows];
}

/** Cut out the picture in a row and a column.
    @param {ContactSheet} sheet
    @param {number} row
    @param {number} column
    @returns {import("../../kit/runtime/types").GreyPicture} */
export function tileOf(sheet, row, column) {
  const [width, height] = tileSize(sheet);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (row * height + y) * sheet.width + column * width;
    grey.set(sheet.grey.subarray(start, start + width), y * width);
  }
  return { grey, width, height };
}

/** Read what all pictures hold at one pixel.
    @param {ContactSheet} sheet
    @param {number} x column of the pixel in each picture
    @param {number} y its row
    @returns {number[][]} levels 0…255, [row of the sheet][column of the sheet] */
export function levelsAt(sheet, x, y) {
  const [width, height] = tileSize(sheet);
  return Array.from({ length: sheet.rows }, (_, row) =>
    Array.from(
      { length: sheet.columns },
      (_, column) => sheet.grey[(row * height + y) * sheet.width + column * width + x],
    ),
  );
}

/** Find the point at which the squares of all pictures sum up to the most.
    @param {ContactSheet} sheet
    @returns {[number, number]} the middle of that pixel, x and y in 0…1 */
export function liveliest(sheet) {
  const [width, height] = tileSize(sheet);
  let most = -1;
  /** @type {[number, number]} */
  let best = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sum = levelsAt(sheet, x, y)
        .flat()
        .reduce((total, level) => total + level * level, 0);
      if (sum > most) [most, best] = [sum, [(x + 0.5) / width, (y + 0.5) / height]];
    }
  }
  return best;
}
