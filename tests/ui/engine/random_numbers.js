/* What the page draws and where it walks, for test_random.py and test_latent.py. */

import { circle, lerp, path, slerp, square } from "../../../ui/engine/latent.js";
import { prior, quantile, randn, readSeed } from "../../../ui/engine/random.js";

const points = (values) => Float32Array.from(values.flat());

const ASKED = {
  randn: ({ n, seed }) => randn(n, BigInt(seed)),
  prior: ({ n, dim, seed, temperature }) => prior(n, dim, BigInt(seed), temperature),
  quantile: ({ x }) => x.map(quantile),
  seeds: ({ seeds }) => seeds.map((seed) => readSeed(seed)?.toString() ?? null),
  lerp: ({ a, b, alphas }) => lerp(points(a), points(b), alphas),
  slerp: ({ a, b, alphas }) => slerp(points(a), points(b), alphas),
  path: ({ a, b, n, kind }) => path(points(a), points(b), n, kind),
  square: ({ corners, n, kind }) => square(points(corners), n, kind),
  circle: ({ z, n, seed }) => circle(points(z), n, BigInt(seed)),
};

/** @param {{what: string}[]} tasks what: one of ASKED */
export const run = (tasks) => tasks.map((task) => ASKED[task.what](/** @type {any} */ (task)));
