/* A sheet of pictures of one size, beside and below each other: {grey, width, height, rows, columns}. */

import { hue } from "../../kit/pictures/colour_maps.js";

/** The size of one of its pictures, [width, height]. */
export function tileSize({ width, height, rows, columns }) {
  return [width / columns, height / rows];
}

/** The picture in a row and a column, as paintGrey takes it. */
export function tileOf(sheet, row, column) {
  const [width, height] = tileSize(sheet);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (row * height + y) * sheet.width + column * width;
    grey.set(sheet.grey.subarray(start, start + width), y * width);
  }
  return { grey, width, height };
}

/** What all pictures hold at pixel x, y: [row][column]. */
export function levelsAt(sheet, x, y) {
  const [width, height] = tileSize(sheet);
  return Array.from({ length: sheet.rows }, (_, row) =>
    Array.from(
      { length: sheet.columns },
      (_, column) => sheet.grey[(row * height + y) * sheet.width + column * width + x],
    ),
  );
}

/** The point, each coordinate in 0…1, at which the pictures' squares sum up to the most. */
export function liveliest(sheet) {
  const [width, height] = tileSize(sheet);
  let [most, best] = [-1, [0, 0]];
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

/** Paint a hue for each pixel's direction (its number), as bright as `strongest` there. */
export function paintDirections(canvas, { grey, width, height }, strongest, directions) {
  Object.assign(canvas, { width, height });
  const colours = Array.from({ length: directions }, (_, at) => hue(at / directions));
  const picture = new ImageData(width, height);
  for (let at = 0; at < grey.length; at++) {
    const share = Math.sqrt(strongest.grey[at] / 255); // about proportional to the light that the screen gives off
    colours[grey[at]].forEach((value, channel) => (picture.data[4 * at + channel] = value * share));
    picture.data[4 * at + 3] = 255;
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}
