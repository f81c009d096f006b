/* A sample of generated digits as data: the order in which it is shown, and what is known of one digit. */

import { frameOf } from "../../kit/pictures/frames.js";
import { fromBase64, toBase64 } from "../../kit/runtime/base64.js";

/** What the form holds, as typed, and the page's language: what the server is sent.
    @typedef {object} SampleRequest
    @property {string} lang
    @property {string} model
    @property {string} digit "any", "0" … "9", or "number"
    @property {string} number to be written, a digit each
    @property {string} n how many digits
    @property {string} temperature
    @property {string} seed */

/** What the reader and a discriminator found, in the order in which the digits were drawn.
    @typedef {object} Readings
    @property {number[]} reads_as a digit each
    @property {number[]} sure the reader's probability of that digit
    @property {number[] | null} scores of the discriminator, 0…1; null without a GAN
    @property {string | null} critic the GAN whose discriminator it is
    @property {number[] | null} labels conditioning labels, or null where none was requested
    @property {Float32Array} z n · latent_dim numbers */

/** Digits that were generated.
    @typedef {object} Sample
    @property {number} n
    @property {Uint8Array} grey n · 784 bytes, ink 255
    @property {SampleRequest} request
    @property {Readings | null} readings null until they have come */

/** Decode an answer of the server's `read_digits`.
    @param {any} answer whose z is base64 of float32
    @returns {Readings} */
export function readingsOf(answer) {
  return { ...answer, z: new Float32Array(fromBase64(answer.z).buffer) };
}

/** Order the digits of a sample.
    @param {number} n how many there are
    @param {Pick<Readings, "reads_as" | "scores"> | null} readings
    @param {string} sort "drawn" as drawn, "digit" by the digit that is read and then by score, or "score"; the best
      first
    @returns {number[]} indices in the sample, in the order in which they are shown */
export function orderOf(n, readings, sort) {
  const indices = Array.from({ length: n }, (_, index) => index);
  if (sort === "drawn" || !readings) return indices;
  const { reads_as: reads, scores } = readings;
  const better = (a, b) => (scores ? scores[b] - scores[a] : 0);
  const compare = sort === "digit" ? (a, b) => reads[a] - reads[b] || better(a, b) : better;
  return indices.sort((a, b) => compare(a, b) || a - b);
}

/** Gather all that is known of one digit.
    @param {Sample & { readings: Readings }} sample
    @param {number} index in the order in which they were drawn
    @returns {import("../../kit/runtime/types").GeneratedDigit} */
export function digitOf(sample, index) {
  const { n, request, readings } = sample;
  const latentDim = readings.z.length / n;
  return {
    model: request.model,
    seed: request.seed.trim(),
    temperature: Number(request.temperature.replace(",", ".")),
    critic: readings.critic,
    at: index,
    z: [...readings.z.subarray(index * latentDim, (index + 1) * latentDim)],
    pixels: toBase64(frameOf(sample, index)),
    label: readings.labels?.[index] ?? null,
    reads_as: readings.reads_as[index],
    sure: readings.sure[index],
    score: readings.scores?.[index] ?? null,
  };
}
