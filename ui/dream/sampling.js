/* Drawing digits as ui/dream/samplers.py and the models' `points` do, in the browser. */

import { joined, rows } from "../engine/arrays.js";
import { drawOfClass } from "../engine/networks/class_mixture.js";
import { GAN } from "../engine/networks/gan.js";
import { prior, quantile } from "../engine/random.js";
import { present } from "../engine/requests.js";
import { inSlices } from "../engine/slices.js";

const DIGITS = 10;

/** @typedef {import("../engine/networks/vae.js").VAE | GAN} Sampler */

/** Draw the points from which a model's digits are made.
    @param {Sampler} model
    @param {number} n
    @param {number[] | undefined} labels the digit requested of each
    @param {bigint} seed
    @param {number} temperature
    @returns {{z: Float32Array, told: number[] | undefined}} told: the digits that a generator is told, where it is told any */
export function pointsOf(model, n, labels, seed, temperature) {
  if (model instanceof GAN) return noiseOf(model, n, labels, seed, temperature);
  if (!labels) return { z: prior(n, model.latentDim, seed, temperature), told: undefined };
  const mixtures = present(model.mixtures);
  const normals = rows(prior(n, model.latentDim + 1, seed), model.latentDim + 1);
  const z = normals.map((each, at) =>
    drawOfClass(labels[at], each, quantile(each[model.latentDim]), temperature, mixtures),
  );
  return { z: joined(z), told: undefined };
}

function noiseOf(gan, n, labels, seed, temperature) {
  if (labels || !gan.numClasses) return { z: prior(n, gan.latentDim, seed, temperature), told: labels };
  const normals = rows(prior(n, gan.latentDim + 1, seed), gan.latentDim + 1);
  const told = normals.map((each) =>
    Math.min(gan.numClasses - 1, Math.floor(quantile(each[gan.latentDim]) * gan.numClasses)),
  );
  return { z: joined(normals.map((each) => each.subarray(0, -1).map((value) => temperature * value))), told };
}

/** Make the digits of points, a few at a time.
    @param {Sampler} model
    @param {Float32Array} z (n, latentDim)
    @param {import("../engine/types").Shares} [shares] (n, 10) of the digits, for a generator that is told them
    @returns {import("../engine/slices.js").Sliced<Float32Array>} (n, 784) in 0…1 */
export function digitsOf(model, z, shares) {
  if (!(model instanceof GAN)) return inSlices(z, model.latentDim, (part) => model.decode(part));
  return inSlices(z, model.latentDim, (part, first) => model.generate(part, shares?.subarray(first * DIGITS)));
}

/** Score digits with a discriminator, a few at a time.
    @param {GAN} gan
    @param {Float32Array} x (n, 784) in 0…1
    @param {number[]} labels that a conditional discriminator is asked about
    @returns {import("../engine/slices.js").Sliced<Float32Array>} (n) logits */
export function judged(gan, x, labels) {
  return inSlices(x, 784, (part, first) =>
    gan.logits(part, gan.numClasses ? labels.slice(first, first + part.length / 784) : undefined),
  );
}
