/* A picture through several scales and directions of the wavelet, and the directions of one scale together. Python's
   side: ui/filter/bank/server.py. */

import { reduced, reducedSize } from "./box.js";
import { loudest, pictureAt } from "./grey.js";
import { filtered } from "./response.js";
import { gainOf } from "./ridges.js";

/** The bank: scales in px, directions that share half a turn, and px of a picture's longer side on the sheet.
    @typedef {{scales: number[], directions: number, tile: number}} Bank */

/** Compute the maps of one scale and, where it is wanted, the sheet of all responses.
    @param {import("./response.js").Filter} filter
    @param {import("./spectrum.js").Spectrum} spectrum
    @param {import("./ridges.js").Wavelet} wavelet whose theta, scale and psi are not used
    @param {Bank} bank
    @param {{row: number, sheet: boolean, faint: number}} wanted row: of the scales, which the maps are of; faint: as for
    `loudest`, of norm "l1"
    @returns {{maps: Record<string, any>, sheet?: import("./grey.js").Painted}} */
export function bankOf(filter, spectrum, wavelet, bank, { row, sheet, faint }) {
  const size = reducedSize(spectrum.width, spectrum.height, bank.tile);
  let maps;
  const lines = (sheet ? bank.scales : [bank.scales[row]]).map((scale) => {
    const of = { ...wavelet, scale, psi: 0 };
    const found = scaleOf(filter, spectrum, of, bank.directions, faint * gainOf(of), sheet ? size : undefined);
    if (scale === bank.scales[row]) maps = found.maps;
    return found.tiles;
  });
  if (!sheet) return { maps };
  const largest = { ...wavelet, scale: Math.max(...bank.scales) };
  return { maps, sheet: sheetOf(filter.wasm, lines, size, faint * gainOf(largest)) };
}

/** Filter in all directions of one scale: their maps, and the magnitudes reduced to a size, where one is given. */
function scaleOf(filter, spectrum, wavelet, directions, faint, size) {
  const { wasm } = filter;
  const shape = shapeOf(spectrum.width, spectrum.height);
  const count = shape.height * shape.stride;
  return wasm.borrow(() => {
    const [strongest, sum, energy, magnitudes] = Array.from({ length: 4 }, () => wasm.take(count));
    const which = wasm.take(count / 4);
    const tiles = Array.from({ length: directions }, (_, at) =>
      filtered(filter, spectrum, { ...wavelet, theta: (at * Math.PI) / directions }, ({ re, im }) => {
        wasm.call.add_direction(re, im, count, at, strongest, which, sum, energy, magnitudes);
        return size && reduced(wasm.view(magnitudes, count), shape, size);
      }),
    );
    const maps = {
      strongest: painted(wasm, strongest, shape, faint),
      mean: painted(wasm, sum, shape, faint, 1 / directions),
      energy: painted(wasm, energy, shape, faint, 1, (peak) => loudest(Math.sqrt(peak), faint) ** 2),
      theta: { picture: pictureAt(wasm, which, shape) },
    };
    return { maps, tiles };
  });
}

/** A picture's size in the engine's memory, whose rows begin on multiples of four. */
const shapeOf = (width, height) => ({ height, width, stride: 4 * Math.ceil(width / 4) });

/** Paint values that are 0 or more, each multiplied by a factor.
    @param {(peak: number) => number} [white] which value is white, of the largest one */
function painted(wasm, values, shape, faint, factor = 1, white = (peak) => loudest(peak, faint)) {
  const count = shape.height * shape.stride;
  return wasm.borrow(() => {
    const [found, bytes] = [wasm.take(4), wasm.take(count / 4)];
    wasm.call.peaks_of(values, values, count, found);
    const peak = white(wasm.view(found, 1)[0] * factor);
    wasm.call.grey_bytes(values, count, peak && (255 / peak) * factor, 0, bytes);
    return { picture: pictureAt(wasm, bytes, shape), peak };
  });
}

/** Lay tiles beside and below each other, and paint them. tiles : [row][column] (height, width) */
function sheetOf(wasm, tiles, [width, height], faint) {
  const columns = tiles[0].length;
  const shape = shapeOf(columns * width, tiles.length * height);
  return wasm.borrow(() => {
    const at = wasm.take(shape.height * shape.stride);
    const values = wasm.view(at, shape.height * shape.stride).fill(0);
    tiles.forEach((line, row) =>
      line.forEach((tile, column) => {
        for (let y = 0; y < height; y++)
          values.set(
            tile.subarray(y * width, (y + 1) * width),
            (row * height + y) * shape.stride + column * width,
          );
      }),
    );
    return painted(wasm, at, shape, faint);
  });
}
