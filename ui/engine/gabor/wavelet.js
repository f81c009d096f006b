/* One wavelet in double precision: its values, its transfer function, its numbers. Python's side: models/gabor/. */

import { gainOf, longStd } from "./ridges.js";

/** @typedef {import("./ridges.js").Wavelet} Wavelet */

/** The frequency of the carrier in radians, at scale 1.
    @param {Wavelet} wavelet
    @returns {number} */
export function carrierOf({ wavelength }) {
  return (2 * Math.PI) / wavelength;
}

/** Draw a wavelet, sampled at whole pixels around the middle of a square.
    @param {Wavelet} wavelet
    @param {number} side odd
    @returns {{re: Float64Array, im: Float64Array}} (side, side) */
export function kernelOf(wavelet, side) {
  const { sigma, theta, scale, gamma, psi, dc_free: dcFree } = wavelet;
  const [c, s] = [Math.cos(theta), Math.sin(theta)];
  const k = carrierOf(wavelet);
  const half = (side - 1) / 2;
  const steps = Float64Array.from({ length: side }, (_, at) => (at - half) / scale);
  // exp(i k x′) is a product of one factor of the column and one of the row.
  const columns = waves(steps, k * c, psi);
  const rows = waves(steps, -k * s, 0);
  const mean = dcFree ? Math.exp(-((sigma * k) ** 2)) : 0;
  const [meanRe, meanIm] = [mean * Math.cos(psi), mean * Math.sin(psi)];
  const peak = (gainOf(wavelet) * gamma) / (4 * Math.PI * sigma ** 2 * scale ** 2);
  const [re, im] = [new Float64Array(side * side), new Float64Array(side * side)];
  for (let row = 0, at = 0; row < side; row++) {
    for (let column = 0; column < side; column++, at++) {
      const along = steps[column] * c - steps[row] * s;
      const across = gamma * (steps[column] * s + steps[row] * c);
      const envelope = peak * Math.exp(-(along * along + across * across) / (4 * sigma * sigma));
      const [cos, sin] = [columns.cos[column], columns.sin[column]];
      re[at] = envelope * (cos * rows.cos[row] - sin * rows.sin[row] - meanRe);
      im[at] = envelope * (cos * rows.sin[row] + sin * rows.cos[row] - meanIm);
    }
  }
  return { re, im };
}

/** Compute cos and sin of frequency · step + phase at each step. */
function waves(steps, frequency, phase) {
  const angles = steps.map((step) => frequency * step + phase);
  return { cos: angles.map(Math.cos), sin: angles.map(Math.sin) };
}

/** Make a function of the frequencies u and v, rad/px, that gives the transfer function without the carrier's phase.
    @param {Wavelet} wavelet
    @returns {(u: number, v: number) => number} */
export function transferOf(wavelet) {
  const { sigma, theta, scale, gamma, dc_free: dcFree } = wavelet;
  const [c, s] = [sigma * scale * Math.cos(theta), sigma * scale * Math.sin(theta)];
  const ridge = sigma * carrierOf(wavelet);
  const mean = dcFree ? Math.exp(-(ridge ** 2)) : 0;
  const gain = gainOf(wavelet);
  return (u, v) => {
    const along = u * c - v * s;
    const far = ((u * s + v * c) / gamma) ** 2;
    // A mean that is removed leaves exactly 0 at frequency 0, as both are computed alike there.
    return gain * (Math.exp(-((along - ridge) ** 2) - far) - mean * Math.exp(-(along ** 2) - far));
  };
}

/** Measure how much of a wavelet pixels cannot hold: the largest size of its transfer function, as of norm "l1", on the
    border of the Nyquist box.
    @param {Wavelet} wavelet
    @returns {number} */
export function nyquistLeakage(wavelet) {
  const transfer = transferOf({ ...wavelet, norm: "l1" });
  // Steps of a tenth of the narrowest Gaussian's width, so that no peak on the border is missed by 0.5 %.
  const count = 17 + Math.ceil(20 * Math.PI * longStd(wavelet));
  let most = 0;
  for (let at = 0; at < count; at++) {
    const edge = at === count - 1 ? Math.PI : (at * 2 * Math.PI) / (count - 1) - Math.PI;
    for (const end of [-Math.PI, Math.PI])
      most = Math.max(most, Math.abs(transfer(edge, end)), Math.abs(transfer(end, edge)));
  }
  return most;
}

/** Compute the width in octaves between the frequencies that pass at half amplitude, the mean's removal not counted.
    @param {Wavelet} wavelet
    @returns {number} infinite where the lower one does not exist */
export function bandwidthOctaves(wavelet) {
  const ridge = wavelet.sigma * carrierOf(wavelet);
  const half = Math.sqrt(Math.log(2));
  return ridge > half ? Math.log2((ridge + half) / (ridge - half)) : Infinity;
}
