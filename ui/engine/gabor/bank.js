/* A picture through several scales and directions of the wavelet. Python's side: ui/filter/bank/server.py. */

import { reduced, reducedSize } from "./box.js";
import { Directions, paintedSizes } from "./directions.js";
import { loudest } from "./grey.js";
import { filtered } from "./response.js";
import { gainOf } from "./ridges.js";

/** The bank: scales in px, directions that share half a turn, and px of a picture's longer side on the sheet.
    @typedef {{scales: number[], directions: number, tile: number}} Bank */

/** Compute the maps of one scale and, where it is wanted, the sheet of all responses; stops after each direction.
    @param {import("./response.js").Filter} filter
    @param {import("./spectrum.js").Spectrum} spectrum
    @param {import("./ridges.js").Wavelet} wavelet whose theta, scale and psi are not used
    @param {Bank} bank
    @param {{row: number, sheet: boolean, faint: number}} wanted row: of the scales, which the maps are of; faint: as for
    `loudest`, of norm "l1"
    @returns {Generator<void, {maps: Record<string, any>, sheet?: import("./grey.js").Painted}, void>} */
export function* bankOf(filter, spectrum, wavelet, bank, { row, sheet, faint }) {
  const size = reducedSize(spectrum.width, spectrum.height, bank.tile);
  const shape = shapeOf(spectrum.width, spectrum.height);
  const together = new Directions(filter.wasm, shape);
  const tiles = [];
  for (let at = 0; at < bank.scales.length; at++) {
    if (!sheet && at !== row) continue;
    for (let direction = 0; direction < bank.directions; direction++) {
      const theta = (direction * Math.PI) / bank.directions;
      filtered(filter, spectrum, { ...wavelet, theta, scale: bank.scales[at], psi: 0 }, (response) => {
        if (at === row) together.add(response);
        if (sheet) tiles.push(tileOf(filter.wasm, response, shape, size));
      });
      yield;
    }
  }
  /** What is too faint at a scale. */
  const faintAt = (scale) => faint * gainOf({ ...wavelet, scale });
  const maps = together.maps(faintAt(bank.scales[row]));
  if (!sheet) return { maps };
  const white = (peak) => loudest(peak, faintAt(Math.max(...bank.scales)));
  return { maps, sheet: sheetOf(filter.wasm, tiles, size, bank.directions, white) };
}

/** A picture's size in the engine's memory. */
const shapeOf = (width, height) => ({ height, width, stride: 4 * Math.ceil(width / 4) });

/** Reduce the magnitudes of a response. */
function tileOf(wasm, { re, im }, shape, size) {
  const count = shape.height * shape.stride;
  return wasm.borrow(() => {
    const magnitudes = wasm.take(count);
    wasm.call.magnitudes_of(re, im, count, magnitudes);
    return reduced(wasm.view(magnitudes, count), shape, size);
  });
}

/** Lay tiles beside and below each other, and paint them. */
function sheetOf(wasm, tiles, [width, height], columns, white) {
  const shape = shapeOf(columns * width, (tiles.length / columns) * height);
  const values = new Float32Array(shape.height * shape.stride);
  tiles.forEach((tile, at) => {
    const corner = Math.floor(at / columns) * height * shape.stride + (at % columns) * width;
    for (let y = 0; y < height; y++) values.set(tile.subarray(y * width, (y + 1) * width), corner + y * shape.stride);
  });
  return paintedSizes(wasm, values, shape, white);
}
