/* What server.py beside this file answers, computed in the browser; {grey, width, height} in place of data URLs. */

import { filtered } from "../../../engine/gabor/response.js";
import { halfToEven } from "../../../engine/gabor/rounding.js";
import { spectrumOf, TransformSlot } from "../../../engine/gabor/spectrum.js";
import { kernelOf } from "../../../engine/gabor/wavelet.js";
import { rounded } from "../../../engine/numbers.js";
import { Elsewhere } from "../../../engine/requests.js";
import { toBase64 } from "../../../kit/runtime/base64.js";
import { drawTextures } from "./textures.js";

const DEGREE = Math.PI / 180;
const PLAIN = { theta: 0, scale: 1, wavelength: 2 * Math.PI, gamma: 1, psi: 0, dc_free: true };

/** A wavelet of the article's: wavelength 2π, round, of norm "l1", without a mean.
    @returns {import("../../../engine/gabor/ridges.js").Wavelet} */
const wavelet = (own) => ({ ...PLAIN, norm: "l1", ...own });

/** @param {import("../../../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function gaborChapterAnswers({ wasm, settings: { gabor: settings } }) {
  const cells = cellsOf(wasm, settings);
  return {
    ask_section({ sigma, psi = 0 }) {
      return { ok: true, ...sectionOf(within(sigma, settings.sigmas), within(psi, settings.phases), settings) };
    },
    ask_turned({ theta, scale }) {
      return { ok: true, ...turned(within(theta, settings.turns) * DEGREE, within(scale, settings.scales), settings) };
    },
    ask_cells: ({ theta }) => ({ ok: true, ...cells().answer(within(theta, settings.directions) * DEGREE) }),
    ask_textures: () => ({ ok: true, picture: cells().shown }),
  };
}

/** Read a number of a slider.
    @param {unknown} value
    @param {[number, number]} range
    @returns {number} */
function within(value, [low, high]) {
  if (typeof value !== "number" || !(low <= value && value <= high)) throw new Elsewhere();
  return value;
}

/** Cut a wavelet along its wave. The sums over its square are those of a row times those of a column.
    psi : degrees */
function sectionOf(sigma, psi, { fine, reach, padding }) {
  const half = Math.ceil(padding.reach * Math.SQRT2 * sigma * fine);
  const mean = Math.exp(-(sigma ** 2));
  const phase = psi * DEGREE;
  const wanted = fine * reach;
  /** @type {Record<string, number[]>} */
  const lines = { envelope: [], real: [], imaginary: [], free: [] };
  let [envelopes, leak, left] = [0, 0, 0];
  for (let at = -Math.max(half, wanted); at <= Math.max(half, wanted); at++) {
    const x = at / fine;
    const envelope = Math.abs(at) <= half ? Math.exp(-(x ** 2) / (4 * sigma ** 2)) : 0; // zero beyond its square
    const real = envelope * Math.cos(x + phase);
    const free = real - envelope * mean * Math.cos(phase);
    envelopes += envelope;
    leak += real;
    left += free;
    if (Math.abs(at) > wanted) continue;
    lines.envelope.push(envelope);
    lines.real.push(real);
    lines.imaginary.push(envelope * Math.sin(x + phase));
    lines.free.push(free);
  }
  const peak = 1 / (4 * Math.PI * sigma ** 2 * fine ** 2);
  const sums = rounded([leak, left].map((sum) => peak * envelopes * sum));
  const curves = Object.entries(lines).map(([name, values]) => [name, rounded(values)]);
  return { ...Object.fromEntries(curves), leak: sums[0], left: sums[1] };
}

/** Draw the real part of a wavelet, and give the matrix that turns and shrinks it. theta : rad */
function turned(theta, scale, { side }) {
  const { re } = kernelOf(wavelet({ sigma: 1, theta, scale }), side);
  const most = re.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const grey = new Uint8Array(re.length);
  for (let at = 0; at < re.length; at++) grey[at] = halfToEven(128 + (127 * re[at]) / most);
  const [c, s] = [Math.cos(theta) / scale, Math.sin(theta) / scale];
  return { picture: toBase64(grey), matrix: [rounded([c, s]), rounded([-s, c])] };
}

/** Make a function that draws the textures once, and gives what is shown of them and how cells respond. */
function cellsOf(wasm, { textures, padding }) {
  let made;
  return () => (made ??= begin());

  function begin() {
    const { side, period, sigma, white } = textures;
    const { picture, inside } = drawTextures(textures);
    const spectrum = spectrumOf(picture, side, side);
    const filter = { wasm, padding, slot: new TransformSlot(wasm, 2 * side) };
    const shown = { grey: new Uint8Array(picture.length), width: side, height: side };
    for (let at = 0; at < picture.length; at++) shown.grey[at] = halfToEven(255 * picture[at]);

    function answer(theta) {
      const of = wavelet({ sigma, theta, scale: period / (2 * Math.PI) });
      return filtered(filter, spectrum, of, ({ re, im, stride }) => {
        const at = wasm.take(side * stride);
        wasm.call.magnitudes_of(re, im, side * stride, at);
        return paintedCells(wasm.view(at, side * stride), inside, side, stride, white);
      });
    }
    return { shown, answer };
  }
}

/** Paint magnitudes (side, stride), and find their means inside and outside the disc. */
function paintedCells(magnitudes, inside, side, stride, white) {
  const grey = new Uint8Array(side * side);
  const [sums, counts] = [
    [0, 0],
    [0, 0],
  ];
  for (let at = 0; at < grey.length; at++) {
    const value = magnitudes[Math.floor(at / side) * stride + (at % side)];
    grey[at] = halfToEven(255 * Math.min(value / white, 1));
    sums[inside[at]] += value;
    counts[inside[at]] += 1;
  }
  const [out, within] = rounded(sums.map((sum, at) => sum / counts[at]));
  return { response: { grey, width: side, height: side }, inside: within, outside: out };
}
