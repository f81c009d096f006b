/* What ui/draw/pad/server.py answers while one draws, computed in the browser. */

import { joined } from "../../engine/arrays.js";
import { drawOfClass } from "../../engine/networks/class_mixture.js";
import { negativeElbo } from "../../engine/networks/elbo.js";
import { refining } from "../../engine/networks/refine.js";
import { rounded, softmax } from "../../engine/numbers.js";
import { packedInk } from "../../engine/packing.js";
import { prior, quantile } from "../../engine/random.js";
import { modelOf, present, wholeOf } from "../../engine/requests.js";
import { seen } from "../../engine/sketch/sheet_codec.js";

/** @param {import("../../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function padAnswers({ models, settings: { draw, sketch } }) {
  /** Read which VAEs are asked and what they are to see. */
  function request({ model, also, ...sheet }) {
    const named = also === undefined || also === null ? [model] : [model, also];
    const vaes = named.map((name) => modelOf(models, draw.vaes, name));
    return { vaes, reader: present(models.get("reader")), x: present(seen(sheet, sketch)) };
  }

  function reconstructions({ vaes, reader, x }, pictures) {
    const [proba, ...read] = reader.predictProba(joined([x, ...pictures])).map((row) => rounded(row));
    const [first, other = null] = vaes.map(({ name }, at) => ({
      model: name,
      recon: packedInk(pictures[at]),
      proba_hat: read[at],
    }));
    return { ...first, seen: packedInk(x), proba, other };
  }

  return {
    *live_reconstruct(question) {
      const asked = request(question);
      const posteriors = asked.vaes.map(({ model }) => model.encode(asked.x));
      const pictures = asked.vaes.map(({ model }, at) => model.decode(posteriors[at].mu));
      const { mu, logvar } = posteriors[0];
      const answer = { ok: true, ...reconstructions(asked, pictures), mu: Array.from(mu), logvar: Array.from(logvar) };
      if (!question.detail) return answer;
      yield;
      return { ...answer, ...detail(asked.vaes[0], asked.x, posteriors[0], draw) };
    },

    *polish(question) {
      const asked = request(question);
      const points = [];
      for (const { model } of asked.vaes) points.push(yield* refining(model, asked.x, draw.walk));
      const pictures = asked.vaes.map(({ model }, at) => model.decode(points[at]));
      return { ok: true, ...reconstructions(asked, pictures), z: Array.from(points[0]) };
    },

    sample_digit(question) {
      const { model } = modelOf(models, draw.vaes, question.model);
      const digit = wholeOf(question.digit, 0, 9);
      const seed = wholeOf(question.seed, 0, draw.seed_limit);
      const normals = prior(1, model.latentDim + 1, BigInt(seed));
      const uniform = quantile(normals[model.latentDim]);
      const z = drawOfClass(digit, normals, uniform, 1, present(model.mixtures));
      return { ok: true, frame: packedInk(model.decode(z)) };
    },
  };
}

/** Say how well a VAE explains a digit, and what its mixtures take it for.
    @param {{name: string, model: import("../../engine/networks/vae.js").VAE}} vae
    @param {Float32Array} x
    @param {{mu: Float32Array, logvar: Float32Array}} posterior
    @param {any} draw the tab's settings */
function detail({ name, model }, x, posterior, draw) {
  const nats = negativeElbo(model, x, posterior, prior(draw.elbo_draws, model.latentDim, 0n));
  const logs = model.classLogProb(posterior.mu)?.[0];
  const proba = logs ? rounded(softmax(logs.map((log) => log / draw.class_temperature))) : null;
  const known = draw.percentiles[name];
  return { nats: rounded([nats], 1)[0], class_proba: proba, ...(known ? amongOthers(nats, known) : {}) };
}

/** Say where a digit's −ELBO lies among those of MNIST's test digits.
    @param {number} nats
    @param {number[]} known their percentiles, 0 … 100
    @returns {{low: number, high: number, share: number}} the 1st and 99th percentile, and how many of 100 lie below */
export function amongOthers(nats, known) {
  const below = known.filter((value) => value < nats).length;
  const [low, high] = rounded([known[1], known[99]], 1);
  return { low, high, share: halfToEven(Math.min(100, Math.max(0, below - 0.5))) };
}

/** Round to a whole number, halves to the even one, as Python does. */
function halfToEven(value) {
  const below = Math.floor(value);
  return value - below === 0.5 ? below + (below % 2) : Math.round(value);
}
