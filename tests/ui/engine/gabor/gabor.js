/* Asks the engine's filter: {lines: [[…complex numbers, one after the other]], responses: [{picture, height, width,
   wavelet}], padding} → {lines, responses: [{re, im}]}. */

import { readFileSync } from "node:fs";

import { filtered } from "../../../../ui/engine/gabor/response.js";
import { spectrumOf, TransformSlot } from "../../../../ui/engine/gabor/spectrum.js";
import { planOf, putPlan, roomOf } from "../../../../ui/engine/gabor/plan.js";
import { instantiate } from "../../../../ui/engine/wasm.js";

const ENGINE = new URL("../../../../ui/engine/engine.wasm", import.meta.url);
const LONGEST = 1024;

export async function run({ lines = [], responses = [], padding }) {
  const wasm = await instantiate(readFileSync(ENGINE));
  const filter = responses.length ? { wasm, slot: new TransformSlot(wasm, LONGEST), padding } : undefined;
  return {
    lines: lines.map((line) => fourier(wasm, line)),
    responses: responses.map(({ picture, height, width, wavelet }) =>
      filtered(filter, spectrumOf(picture, height, width), wavelet, ({ re, im, stride }) => ({
        re: dense(wasm.view(re, height * stride), width, stride),
        im: dense(wasm.view(im, height * stride), width, stride),
      })),
    ),
  };
}

/** Transform four lines: [line 0: re, im, re, im, …; line 1; …]. */
function fourier(wasm, four) {
  const plan = planOf(four[0].length / 2);
  const cells = new Float32Array(8 * roomOf(plan));
  four.forEach((line, lane) => line.forEach((value, at) => (cells[8 * (at >> 1) + 4 * (at & 1) + lane] = value)));
  return wasm.borrow(() => {
    const at = wasm.put(cells);
    wasm.call.fourier_lines(putPlan(wasm, plan), at, wasm.take(cells.length));
    const found = wasm.view(at, 8 * plan.length);
    return four.map((line, lane) => line.map((_, k) => found[8 * (k >> 1) + 4 * (k & 1) + lane]));
  });
}

/** Leave out what lies beyond the width. */
function dense(values, width, stride) {
  return [...values].filter((_, at) => at % stride < width);
}
