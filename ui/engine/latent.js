/* Walking between points of latent space, as models/latent.py does. A point is a row of coordinates; points lie one after
   the other in one array. What is asked for has been checked by whoever calls. */

import { joined, rows } from "./arrays.js";
import { prior } from "./random.js";

const ARC = 1e-3; // sine of the angle between two points below which no arc is the shortest
const ORIGIN = 1e-6; // norm below which a point has no direction

/** How a way leads from one point to another. @type {{[kind: string]: typeof lerp}} */
export const PATHS = { spherical: slerp, straight: lerp };

const dot = (a, b) => a.reduce((sum, value, at) => sum + value * b[at], 0);

const norm = (a) => Math.sqrt(dot(a, a));

/** Weigh two points by turns.
    @param {Float32Array} a
    @param {Float32Array} b
    @param {[number, number][]} weights of both, for each point
    @returns {Float32Array} */
const mixed = (a, b, weights) => joined(weights.map(([ofA, ofB]) => a.map((value, at) => ofA * value + ofB * b[at])));

/** Walk straight from a to b.
    @param {Float32Array} a
    @param {Float32Array} b
    @param {ArrayLike<number>} alphas shares of the way, 0…1
    @returns {Float32Array} as many points */
export function lerp(a, b, alphas) {
  return mixed(
    a,
    b,
    Array.from(alphas, (alpha) => [1 - alpha, alpha]),
  );
}

/** Walk along the sphere from a to b: the direction turns evenly, the norm changes evenly. Where no arc is the shortest,
    the straight line is taken.
    @param {Float32Array} a
    @param {Float32Array} b
    @param {ArrayLike<number>} alphas shares of the way, 0…1
    @returns {Float32Array} as many points */
export function slerp(a, b, alphas) {
  const [normA, normB] = [norm(a), norm(b)];
  if (Math.min(normA, normB) < ORIGIN) return lerp(a, b, alphas);
  const omega = Math.acos(Math.min(Math.max(dot(a, b) / (normA * normB), -1), 1)); // the angle between them
  if (Math.sin(omega) < ARC) return lerp(a, b, alphas);
  return mixed(
    a,
    b,
    Array.from(alphas, (alpha) => {
      const length = ((1 - alpha) * normA + alpha * normB) / Math.sin(omega);
      return [(length * Math.sin((1 - alpha) * omega)) / normA, (length * Math.sin(alpha * omega)) / normB];
    }),
  );
}

/** Space points evenly from a to b, both ends included exactly.
    @param {Float32Array} a
    @param {Float32Array} b
    @param {number} n 2 or more
    @param {string} [kind] one of PATHS
    @returns {Float32Array} n points */
export function path(a, b, n, kind = "spherical") {
  const z = PATHS[kind](
    a,
    b,
    Float32Array.from({ length: n }, (_, at) => at / (n - 1)),
  );
  z.set(a);
  z.set(b, (n - 1) * a.length);
  return z;
}

/** Space n × n points between four: along the left and right edges first, then across each row.
    @param {Float32Array} corners top left, top right, bottom left, bottom right
    @param {number} n 2 or more
    @param {string} [kind] one of PATHS
    @returns {Float32Array} n · n points, row by row */
export function square(corners, n, kind = "spherical") {
  const dim = corners.length / 4;
  const [topLeft, topRight, bottomLeft, bottomRight] = rows(corners, dim);
  const [left, right] = [path(topLeft, bottomLeft, n, kind), path(topRight, bottomRight, n, kind)];
  const rights = rows(right, dim);
  return joined(rows(left, dim).map((start, at) => path(start, rights[at], n, kind)));
}

/** Space points evenly on a circle round the origin, the first at z, in a plane that a seed chooses.
    @param {Float32Array} z not 0, of 2 coordinates or more
    @param {number} n
    @param {bigint} seed
    @returns {Float32Array} n points, as far out as z */
export function circle(z, n, seed) {
  const drawn = prior(1, z.length, seed);
  const along = dot(drawn, z) / dot(z, z);
  const away = drawn.map((value, at) => value - along * z[at]);
  const scale = norm(z) / norm(away);
  const points = mixed(
    z,
    away,
    Array.from({ length: n }, (_, at) => [Math.cos((2 * Math.PI * at) / n), scale * Math.sin((2 * Math.PI * at) / n)]),
  );
  points.set(z);
  return points;
}

/** Draw from a posterior q(z | x) = N(mu, e^logvar): z = mu + σ·ε.
    @param {Float32Array} mu
    @param {Float32Array} logvar
    @param {Float32Array} normals (n, Z) ~ N(0, 1)
    @returns {Float32Array} n points */
export function posterior(mu, logvar, normals) {
  return normals.map((normal, at) => {
    const unit = at % mu.length;
    return mu[unit] + Math.exp(logvar[unit] / 2) * normal;
  });
}
