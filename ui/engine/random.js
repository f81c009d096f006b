/* Random numbers as torch draws them on a CPU, so that one seed means the same digits here and on the server. */

import { plainNumber } from "../kit/controls/typed_number.js";

const SEED_LIMIT = 2n ** 63n; // as models/latent.py has it
const DIGITS = /^[+-]?[0-9]{1,400}$/;
const WORDS = 624; // of the state, 32 bits each
const AHEAD = 397; // words between the two that are mixed with each other
const MANTISSA = 2 ** 24; // torch makes a uniform float32 of the 24 lowest bits
const BLOCK = 16; // normal numbers that torch makes at once, the first half with cosines, the second with sines

/** Read a seed as the server does.
    @param {unknown} value a BigInt, a whole number, or text as people type it
    @returns {bigint | undefined} undefined for anything but a whole number in 0 … 2⁶³ − 1 */
export function readSeed(value) {
  let seed;
  if (typeof value === "string") {
    const plain = plainNumber(value);
    seed = DIGITS.test(plain) ? BigInt(plain.replace("+", "")) : -1n;
  } else seed = typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value;
  return typeof seed === "bigint" && seed >= 0n && seed < SEED_LIMIT ? seed : undefined;
}

/** Make a source of whole numbers of 32 bits: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998).
    @param {number} seed of 32 bits
    @returns {() => number} */
export function mersenneTwister(seed) {
  const state = new Uint32Array(WORDS);
  state[0] = seed;
  for (let at = 1; at < WORDS; at++) {
    const before = state[at - 1];
    state[at] = Math.imul(1812433253, before ^ (before >>> 30)) + at;
  }
  let next = WORDS;

  function turn() {
    for (let at = 0; at < WORDS; at++) {
      const mixed = (state[at] & 0x80000000) | (state[(at + 1) % WORDS] & 0x7fffffff);
      state[at] = state[(at + AHEAD) % WORDS] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    next = 0;
  }

  return () => {
    if (next === WORDS) turn();
    let word = state[next++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  };
}

/** Draw numbers from N(0, 1) as `torch.randn(count, generator=torch.Generator().manual_seed(seed))` does.
    @param {number} count a multiple of 16: torch draws what is beyond the last one differently
    @param {bigint} seed 0 … 2⁶³ − 1, of which torch takes the 32 lowest bits
    @returns {Float32Array} */
export function randn(count, seed) {
  const word = mersenneTwister(Number(BigInt.asUintN(32, seed)));
  const values = Float32Array.from({ length: count }, () => (word() % MANTISSA) / MANTISSA);
  for (let block = 0; block < count; block += BLOCK) {
    for (let at = block; at < block + BLOCK / 2; at++) {
      const radius = Math.sqrt(-2 * Math.log(1 - values[at])); // Box and Muller 1958
      const angle = 2 * Math.PI * values[at + BLOCK / 2];
      values[at] = radius * Math.cos(angle);
      values[at + BLOCK / 2] = radius * Math.sin(angle);
    }
  }
  return values;
}

/** Draw points from N(0, temperature² · I), as `models.latent.prior` does.
    @param {number} n
    @param {number} latentDim
    @param {bigint} seed
    @param {number} [temperature]
    @returns {Float32Array} n · latentDim coordinates */
export function prior(n, latentDim, seed, temperature = 1) {
  const count = n * latentDim;
  const values = randn(BLOCK * Math.ceil(count / BLOCK), seed).subarray(0, count); // in whole blocks, as the server does
  return values.map((value) => value * temperature);
}

/** Find the distribution function of N(0, 1) at a number, which makes normal numbers uniform in 0…1.
    @param {number} x
    @returns {number} */
export function quantile(x) {
  if (Math.abs(x) > 9) return x > 0 ? 1 : 0;
  // Φ(x) = 1/2 + φ(x)·(x + x³/3 + x⁵/(3·5) + …): Abramowitz and Stegun 1964, 26.2.11
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= x ** 2 / odd;
    sum += term;
  }
  return 0.5 + (Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
