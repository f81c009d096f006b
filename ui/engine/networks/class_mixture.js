/* Mixtures of Gaussians for each digit: models/networks/class_mixture.py. */

const DIGITS = 10;

/** Mixtures of K Gaussians for each of the ten digits.
    @typedef {object} Mixtures
    @property {number} components K
    @property {Float32Array} logWeights (10, K)
    @property {Float32Array} means (10, K, Z)
    @property {Float32Array} cholesky (10, K, Z (Z + 1) / 2): lower triangles, row by row */

/** Return log p(class, z) of one point for each digit.
    @param {Float32Array} z (Z)
    @param {Mixtures} mixtures
    @returns {Float32Array} (10) */
export function classLogProb(z, { components, logWeights, means, cholesky }) {
  const out = new Float32Array(DIGITS);
  const size = (z.length * (z.length + 1)) / 2;
  for (let digit = 0; digit < DIGITS; digit++) {
    const logs = Array.from({ length: components }, (_, k) => {
      const at = digit * components + k;
      const lower = cholesky.subarray(at * size, (at + 1) * size);
      return logWeights[at] + logDensity(z, means.subarray(at * z.length, (at + 1) * z.length), lower);
    });
    const most = Math.max(...logs);
    out[digit] = most + Math.log(logs.reduce((sum, value) => sum + Math.exp(value - most), 0));
  }
  return out;
}

/** Return the log density of a Gaussian at z: its mean and the lower triangle of its covariance's Cholesky factor. */
function logDensity(z, mean, lower) {
  const half = new Float64Array(z.length); // lower · half = z − mean
  let squares = 0;
  let logDet = 0;
  let at = 0;
  for (let row = 0; row < z.length; row++) {
    let rest = z[row] - mean[row];
    for (let column = 0; column < row; column++) rest -= lower[at++] * half[column];
    const diagonal = lower[at++];
    half[row] = rest / diagonal;
    squares += half[row] ** 2;
    logDet += Math.log(diagonal);
  }
  return -0.5 * squares - logDet - 0.5 * z.length * Math.log(2 * Math.PI);
}

/** Draw a point of a digit's mixture.
    @param {number} digit
    @param {ArrayLike<number>} normals (Z + 1) ~ N(0, 1): the last one chooses the component
    @param {number} uniform the last one's quantile, in 0…1
    @param {number} temperature spread around the component's mean
    @param {Mixtures} mixtures
    @returns {Float32Array} (Z) */
export function drawOfClass(digit, normals, uniform, temperature, { components, logWeights, means, cholesky }) {
  const latentDim = normals.length - 1;
  const logs = logWeights.subarray(digit * components, (digit + 1) * components);
  const most = Math.max(...logs);
  const shares = Array.from(logs, (value) => Math.exp(value - most));
  const total = shares.reduce((sum, share) => sum + share, 0);
  let which = 0;
  for (let sum = shares[0] / total; which < components - 1 && sum < uniform; sum += shares[++which] / total);
  const at = digit * components + which;
  const size = (latentDim * (latentDim + 1)) / 2;
  const lower = cholesky.subarray(at * size, (at + 1) * size);
  const out = new Float32Array(latentDim);
  let cell = 0;
  for (let row = 0; row < latentDim; row++) {
    let spread = 0;
    for (let column = 0; column <= row; column++) spread += lower[cell++] * normals[column];
    out[row] = means[at * latentDim + row] + temperature * spread;
  }
  return out;
}
