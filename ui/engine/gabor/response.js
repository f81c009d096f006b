/* A picture's response to a wavelet. */

import { planOf, putPlan, putWhole } from "./plan.js";
import { longStd, ridgesOf } from "./ridges.js";
import { takeRooms, transformOf } from "./spectrum.js";

const CELL = 8; // floats

/** A complex response in the engine's memory, within a `borrow`.
    @typedef {object} Response
    @property {import("../wasm.js").Pointer} re (height, stride)
    @property {import("../wasm.js").Pointer} im (height, stride)
    @property {number} height
    @property {number} width
    @property {number} stride the width in fours; what lies beyond the width is 0 */

/** What filters a picture.
    @typedef {object} Filter
    @property {import("../wasm.js").Wasm} wasm
    @property {import("./spectrum.js").TransformSlot} slot
    @property {import("./padding.js").Padding} padding */

/** Filter a picture, and give the response to a function, after which it is gone.
    @template Result
    @param {Filter} filter
    @param {import("./spectrum.js").Spectrum} spectrum
    @param {import("./ridges.js").Wavelet} wavelet
    @param {(response: Response) => Result} use
    @returns {Result} */
export function filtered({ wasm, slot, padding }, spectrum, wavelet, use) {
  const { height, width } = spectrum;
  const transform = transformOf(wasm, spectrum, longStd(wavelet), padding);
  const { rows, columns } = transform;
  const { ridges, reach, step } = ridgesOf(wavelet, rows, columns);
  const [down, along] = [planOf(rows), planOf(columns)];
  const stride = 4 * Math.ceil(width / 4);
  const from = slot.bring(transform);
  return wasm.borrow(() => {
    const [re, im] = [wasm.take(height * stride), wasm.take(height * stride)];
    wasm.borrow(() => {
      const plans = [putPlan(wasm, down), putPlan(wasm, along)];
      const shape = [wasm.put(ridges), putWhole(wasm, reach), step, Math.cos(wavelet.psi), Math.sin(wavelet.psi)];
      const middle = wasm.take(CELL * (stride / 4) * 4 * Math.ceil(rows / 4));
      const rooms = takeRooms(wasm, down, along);
      const free = Number(wavelet.dc_free);
      wasm.call.gabor_filter(from, ...plans, ...shape, free, middle, ...rooms, re, im, height, width);
    });
    return use({ re, im, height, width, stride });
  });
}
