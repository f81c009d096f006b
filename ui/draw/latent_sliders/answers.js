/* What ui/draw/latent_sliders/server.py answers: what each unit of z does, and draws from a posterior, computed in the
   browser. */

import { joined } from "../../engine/arrays.js";
import { posterior } from "../../engine/latent.js";
import { rounded } from "../../engine/numbers.js";
import { packedInk } from "../../engine/packing.js";
import { prior } from "../../engine/random.js";
import { modelOf, pointOf, present, wholeOf } from "../../engine/requests.js";
import { decoded, readings } from "../../engine/slices.js";

/** @param {import("../../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function unitAnswers({ models, settings: { draw } }) {
  return {
    *unit_frames(question) {
      const { model } = modelOf(models, draw.vaes, question.model);
      const reader = present(models.get("reader"));
      const z = pointOf(question.z, model.latentDim, draw.farthest);
      const frame = model.decode(z);
      const proba = rounded(reader.predictProba(frame)[0]);
      const strips = question.strips === true ? packedInk(yield* decoded(model, traversals(z, draw))) : null;
      return { ok: true, frame: packedInk(frame), proba, strips };
    },

    *cloud(question) {
      const { model } = modelOf(models, draw.vaes, question.model);
      const reader = present(models.get("reader"));
      const [mu, logvar] = ["mu", "logvar"].map((name) => pointOf(question[name], model.latentDim, draw.farthest));
      const seed = BigInt(wholeOf(question.seed, 0, draw.seed_limit - 1));
      const z = posterior(mu, logvar, prior(draw.cloud, model.latentDim, seed));
      const frames = yield* decoded(model, z);
      const proba = yield* readings(reader, frames);
      return { ok: true, frames: packedInk(frames), proba: proba.map((row) => rounded(row)) };
    },
  };
}

/** Set one unit of z at a time to each of the stops of its slider.
    @param {Float32Array} z (Z)
    @param {{reach: number, stops: number}} sliders
    @returns {Float32Array} (Z · stops, Z) */
function traversals(z, { reach, stops }) {
  const points = [];
  for (let unit = 0; unit < z.length; unit++)
    for (let stop = 0; stop < stops; stop++) {
      const point = z.slice();
      point[unit] = -reach + (2 * reach * stop) / (stops - 1);
      points.push(point);
    }
  return joined(points);
}
