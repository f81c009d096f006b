/* What is to be imitated: points in the plane, −1…1 on both axes, and how much of it is covered. */

import { mersenneTwister } from "../../../../engine/random.js";

export const BLUR = 0.04; // standard deviation round a cluster's centre, and across a line
const DRAWN_PLACES = 9; // of a drawing that are looked at for whether they are covered

/** A distribution: `draw` gives a point of it. `places` are looked at for whether they are covered, each within `reach`.
    @typedef {{draw: (random: Random) => [number, number], places: [number, number][], reach: number}} Distribution */

/** A source of random numbers: uniform in 0…1, and normal.
    @typedef {{uniform: () => number, normal: () => number}} Random */

/** Make a source of random numbers, the same for the same seed.
    @param {number} seed a whole number from 0
    @returns {Random} */
export function randomFrom(seed) {
  const word = mersenneTwister(seed);
  const uniform = () => word() / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()); // Box and Muller 1958
  return { uniform, normal };
}

/** Make a distribution of clusters of equal weight.
    @param {[number, number][]} places
    @param {number} reach
    @returns {Distribution} */
function clusters(places, reach) {
  const draw = ({ uniform, normal }) => around(places[Math.floor(uniform() * places.length)], normal);
  return { draw, places, reach };
}

/** Draw a point near another.
    @returns {[number, number]} */
function around([x, y], normal) {
  return [x + BLUR * normal(), y + BLUR * normal()];
}

/** Make nine clusters on a grid.
    @returns {Distribution} */
export function grid() {
  const ticks = [-0.65, 0, 0.65];
  return clusters(
    ticks.flatMap((y) => ticks.map((x) => /** @type {[number, number]} */ ([x, y]))),
    0.2,
  );
}

/** Make a ring, whose places are the hours of a clock.
    @returns {Distribution} */
export function ring() {
  const radius = 0.7;
  /** @type {(angle: number) => [number, number]} */
  const at = (angle) => [radius * Math.sin(angle), radius * Math.cos(angle)];
  const places = Array.from({ length: 12 }, (_, hour) => at((hour * Math.PI) / 6));
  return { draw: ({ uniform, normal }) => around(at(2 * Math.PI * uniform()), normal), places, reach: 0.18 };
}

/** Make a distribution of what a hand has drawn.
    @param {[number, number][]} points at least one
    @returns {Distribution} */
export function drawn(points) {
  return { ...clusters(points, 0.2), places: farApart(points, Math.min(points.length, DRAWN_PLACES)) };
}

/** Choose points that lie far from each other: each next one is the farthest from those before.
    @param {[number, number][]} points
    @param {number} count
    @returns {[number, number][]} */
function farApart(points, count) {
  const chosen = [points[0]];
  const nearest = points.map((point) => distance(point, points[0]));
  while (chosen.length < count) {
    const next = nearest.indexOf(Math.max(...nearest));
    chosen.push(points[next]);
    points.forEach((point, at) => (nearest[at] = Math.min(nearest[at], distance(point, points[next]))));
  }
  return chosen;
}

const distance = ([x, y], [u, v]) => Math.hypot(x - u, y - v);

/** Count the places that forgeries cover: at least a fifth of their fair share lies within reach.
    @param {Distribution} distribution
    @param {Float64Array} forgeries x, y, x, y, …
    @returns {boolean[]} for each place */
export function covered({ places, reach }, forgeries) {
  const enough = forgeries.length / 2 / places.length / 5;
  return places.map((place) => {
    let near = 0;
    for (let at = 0; at < forgeries.length; at += 2) {
      if (distance(place, [forgeries[at], forgeries[at + 1]]) <= reach) near += 1;
    }
    return near >= Math.max(1, enough);
  });
}
