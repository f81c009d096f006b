/* What ui/draw/morph/server.py answers: the frames on the way from one drawing to the other, computed in the browser. */

import { joined, rows } from "../../engine/arrays.js";
import { path } from "../../engine/latent.js";
import { rounded } from "../../engine/numbers.js";
import { packedInk } from "../../engine/packing.js";
import { modelOf, oneOf, pointOf, present } from "../../engine/requests.js";
import { decoded, readings } from "../../engine/slices.js";

const PIXELS = "pixels";

/** @param {import("../../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function morphAnswers({ models, settings: { draw } }) {
  return {
    *strip(question) {
      const { model } = modelOf(models, draw.vaes, question.model);
      const reader = present(models.get("reader"));
      const [a, b] = ["a", "b"].map((name) => pointOf(question[name], model.latentDim, draw.farthest));
      const kind = oneOf(question.path ?? draw.paths[0], draw.paths);
      const n = draw.strip_frames;
      const frames = yield* kind === PIXELS ? mixed(model, a, b, n) : decoded(model, path(a, b, n, kind));
      const proba = yield* readings(reader, frames);
      return { ok: true, n, frames: packedInk(frames), proba: proba.map((row) => rounded(row)) };
    },
  };
}

/** Mix the decoded ends pixel by pixel, as if there were no latent space.
    @returns {import("../../engine/slices.js").Sliced<Float32Array>} (n, 784) */
function* mixed(model, a, b, n) {
  const ends = yield* decoded(model, joined([a, b]));
  const [start, end] = rows(ends, ends.length / 2);
  return joined(
    Array.from({ length: n }, (_, at) => start.map((value, pixel) => value + (at / (n - 1)) * (end[pixel] - value))),
  );
}
