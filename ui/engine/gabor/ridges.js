/* The transfer function of a wavelet, row by row, each row as two Gaussians.

   models/gabor/filters.py has it as exp(−σ²((s u′ − k)² + (s v′/γ)²)), less the same with k = 0 times exp(−σ²k²). Its
   exponent is quadratic in u, so that in a row of one v each of both is a Gaussian over u: its place and height are
   found here in double precision, its values by kernels/gabor.c. */

const NEGLIGIBLE = 18; // exp(−18) is a tenth of what float32 rounds to
const LANES = 4;

/** A wavelet; ui/filter/request.py says what each of its parameters means.
    @typedef {object} Wavelet
    @property {number} sigma
    @property {number} theta rad
    @property {number} scale px
    @property {number} wavelength px at scale 1
    @property {number} gamma
    @property {number} psi rad
    @property {boolean} dc_free
    @property {"l1" | "l2"} norm */

/** A transfer function as kernels/gabor.c reads it.
    @typedef {object} Ridges
    @property {Float32Array} ridges for each four v: near, rest and gain of the wave, and of the mean, each of four lanes
    @property {Int32Array} reach for each four v the first and the last u at which something passes
    @property {number} step of u, in the Gaussians' unit */

/** What norm "l2" multiplies responses by.
    @param {Wavelet} wavelet
    @returns {number} */
export function gainOf({ norm, scale }) {
  return norm === "l2" ? scale : 1;
}

/** Compute the standard deviation in px along the envelope's longer axis.
    @param {Wavelet} wavelet
    @returns {number} */
export function longStd({ sigma, scale, gamma }) {
  return Math.SQRT2 * sigma * scale * Math.max(1, 1 / gamma);
}

/** Describe the transfer function at all frequencies of a padded picture, over the count of its pixels: the inverse
    transform divides by it.
    @param {Wavelet} wavelet
    @param {number} rows
    @param {number} columns
    @returns {Ridges} */
export function ridgesOf(wavelet, rows, columns) {
  const fours = Math.ceil(rows / LANES);
  const ridges = new Float32Array(6 * LANES * fours);
  const reach = new Int32Array(2 * fours);
  const row = rowsOf(wavelet, rows, columns);
  const [first, last] = [-Math.floor(columns / 2), Math.ceil(columns / 2) - 1];
  for (let four = 0; four < fours; four++) {
    reach.set([1, 0], 2 * four);
    for (let lane = 0; lane < LANES && LANES * four + lane < rows; lane++) {
      const v = LANES * four + lane;
      row.at(v <= lastOf(rows) ? v : v - rows).forEach((gaussian, which) => {
        if (!gaussian) return;
        const { near, rest, gain, wide } = gaussian;
        const at = 6 * LANES * four + 3 * LANES * which + lane;
        ridges[at] = near;
        ridges[at + LANES] = rest;
        ridges[at + 2 * LANES] = gain;
        const [low, high] = [Math.max(first, near - wide), Math.min(last, near + wide)];
        if (low > high) return;
        const none = reach[2 * four] > reach[2 * four + 1];
        reach[2 * four] = none ? low : Math.min(reach[2 * four], low);
        reach[2 * four + 1] = none ? high : Math.max(reach[2 * four + 1], high);
      });
    }
  }
  return { ridges, reach, step: row.step };
}

/** The last frequency of a line of n, where the first is −⌊n/2⌋. */
const lastOf = (n) => Math.ceil(n / 2) - 1;

/** Make a function of a whole v that finds both Gaussians of its row: of the wave, and of the mean where it is removed;
    undefined for what is negligible. */
function rowsOf(wavelet, rows, columns) {
  const { sigma, theta, scale, gamma, dc_free: dcFree } = wavelet;
  const [c, s] = [Math.cos(theta), Math.sin(theta)];
  const std = sigma * scale;
  const ridge = (sigma * 2 * Math.PI) / wavelet.wavelength;
  const curvature = c * c + (s / gamma) ** 2; // of the exponent along u, over std²
  const gain = gainOf(wavelet) / (rows * columns);
  const unit = (2 * Math.PI) / columns; // rad/px
  const step = std * Math.sqrt(curvature) * unit;

  /** Find the Gaussian around `carrier` = σk, or around 0 for the mean, whose exponent is `less` everywhere. */
  function gaussian(v, carrier, less) {
    const u = (c * (std * v * s + carrier) - (std * v * c * s) / gamma ** 2) / (std * curvature); // where it is highest
    const exponent = (std * (u * c - v * s) - carrier) ** 2 + ((std * (u * s + v * c)) / gamma) ** 2 + less;
    if (exponent > NEGLIGIBLE) return undefined;
    const near = Math.round(u / unit);
    const wide = Math.ceil(Math.sqrt(NEGLIGIBLE - exponent) / step) + 1;
    return { near, rest: u / unit - near, gain: gain * Math.exp(-exponent), wide };
  }

  return {
    step,
    at(whole) {
      const v = (2 * Math.PI * whole) / rows;
      return [gaussian(v, ridge, 0), dcFree ? gaussian(v, 0, ridge ** 2) : undefined];
    },
  };
}
