/* What the page shows of a wavelet itself. Python's side: ui/filter/kernel/server.py. */

import { toBase64 } from "../../kit/runtime/base64.js";
import { halfToEven } from "./rounding.js";
import { longStd } from "./ridges.js";
import { bandwidthOctaves, carrierOf, kernelOf, nyquistLeakage, transferOf } from "./wavelet.js";

/** @typedef {import("./ridges.js").Wavelet} Wavelet */

/** How large the pictures are; ui/filter/kernel/server.py says what each number means.
    @typedef {{side: number, least: number, plane: number, beyond: number, octaves: number, curve: number,
    undersampled: number}} Sizes */

/** Compute how many px of the picture the kernel's pictures span.
    @param {number} std px, of the envelope's longer axis
    @param {Sizes} sizes
    @returns {number} */
export function viewOf(std, { least }) {
  const steps = Math.max(0, Math.ceil(2 * Math.log2((6 * std) / least) - 1e-9));
  return halfToEven(least * 2 ** (steps / 2));
}

/** Draw a wavelet so that the largest part is 1 in size.
    @param {Wavelet} wavelet
    @param {Sizes} sizes
    @returns {{re: Float64Array, im: Float64Array, span: number, peak: number}} peak: what 1 stands for */
function draw(wavelet, sizes) {
  const span = viewOf(longStd(wavelet), sizes);
  const finer = sizes.side / span;
  const { re, im } = kernelOf({ ...wavelet, scale: wavelet.scale * finer }, sizes.side);
  let most = 0;
  for (let at = 0; at < re.length; at++) most = Math.max(most, Math.abs(re[at]), Math.abs(im[at]));
  for (let at = 0; at < re.length; at++) {
    re[at] /= most;
    im[at] /= most;
  }
  return { re, im, span, peak: most * finer ** (wavelet.norm === "l2" ? 1 : 2) };
}

/** Describe what the page always shows: both parts as base64 of grey bytes, 128 being zero.
    @param {Wavelet} wavelet
    @param {Sizes} sizes */
export function describe(wavelet, sizes) {
  const { re, im, span, peak } = draw(wavelet, sizes);
  return { side: sizes.side, span, peak, real: greyOf(re), imaginary: greyOf(im) };
}

/** Pack values in −1…1 as base64 of grey bytes. Typed arrays' own `from` and `map` would take ten times as long. */
function greyOf(values) {
  const bytes = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) bytes[at] = halfToEven(values[at] * 127 + 128);
  return toBase64(bytes);
}

/** Describe what the page shows of the wavelet once the part is unfolded.
    @param {Wavelet} wavelet
    @param {Sizes} sizes */
export function detail(wavelet, sizes) {
  const { side, beyond, octaves } = sizes;
  const upright = draw({ ...wavelet, theta: 0 }, sizes);
  const middle = Math.floor(side / 2);
  /** Both parts at `side` places, from the first one on. */
  const line = (first, step) => {
    const at = Array.from({ length: side }, (_, place) => first + place * step);
    return float32s([...at.map((place) => upright.re[place]), ...at.map((place) => upright.im[place])]);
  };
  const plain = { ...wavelet, psi: 0, norm: /** @type {"l1"} */ ("l1") };
  const k = carrierOf(wavelet);
  const width = Math.sqrt(Math.log(2)) / wavelet.sigma;
  const nyquist = Math.PI * wavelet.scale;
  return {
    along: line(middle * side, 1),
    across: line(middle, side),
    plane: planeOf({ ...plain, scale: wavelet.scale * beyond }, sizes.plane),
    beyond,
    curve: curveOf({ ...plain, theta: 0, scale: (octaves * k) / Math.PI }, sizes.curve),
    ellipse: { centre: k / nyquist, along: width / nyquist, across: (width * wavelet.gamma) / nyquist },
  };
}

/** Draw the transfer function's size, (side, side), zero frequency in the middle; side is odd. */
function planeOf(wavelet, side) {
  const transfer = transferOf(wavelet);
  const middle = (side - 1) / 2;
  const grey = new Uint8Array(side * side);
  const frequency = Float64Array.from({ length: side }, (_, at) => (2 * Math.PI * (at - middle)) / side);
  for (let at = 0; at < grey.length; at++) {
    const size = Math.abs(transfer(frequency[at % side], frequency[Math.floor(at / side)]));
    grey[at] = halfToEven(Math.min(size, 1) * 255);
  }
  return { grey, width: side, height: side };
}

/** Compute the transfer function's size along u at `count` frequencies from 0 on, the last one just below π. */
function curveOf(wavelet, count) {
  const transfer = transferOf(wavelet);
  return float32s(Array.from({ length: count }, (_, at) => Math.abs(transfer((Math.PI * at) / count, 0))));
}

/** Measure a wavelet in px and octaves.
    @param {Wavelet} wavelet
    @param {Sizes} sizes */
export function measures(wavelet, { undersampled }) {
  const { sigma, scale, wavelength, gamma } = wavelet;
  const std = Math.SQRT2 * sigma * scale;
  const bandwidth = bandwidthOctaves(wavelet);
  const leakage = nyquistLeakage(wavelet);
  const flat = Math.exp(-((sigma * carrierOf(wavelet)) ** 2)); // of a flat picture's brightness, what comes through
  return {
    wavelength: wavelength * scale,
    std,
    std_across: std / gamma,
    bandwidth: Number.isFinite(bandwidth) ? bandwidth : null,
    leakage,
    undersampled: leakage > undersampled,
    mean: wavelet.dc_free ? 0 : flat,
    mean_without: flat,
  };
}

/** Pack numbers as base64 of float32. */
const float32s = (values) => toBase64(new Uint8Array(Float32Array.from(values).buffer));
