/* What ui/draw/four_corners/server.py answers: the square between four drawings, computed in the browser. */

import { joined } from "../../engine/arrays.js";
import { square } from "../../engine/latent.js";
import { rounded } from "../../engine/numbers.js";
import { packedInk } from "../../engine/packing.js";
import { modelOf, pointOf, present } from "../../engine/requests.js";
import { seen } from "../../engine/sketch/sheet_codec.js";
import { decoded, readings } from "../../engine/slices.js";

/** @param {import("../../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function squareAnswers({ models, settings: { draw, sketch } }) {
  return {
    *square(question) {
      const { model } = modelOf(models, draw.vaes, question.model);
      const reader = present(models.get("reader"));
      const [a, b] = ["a", "b"].map((name) => pointOf(question[name], model.latentDim, draw.farthest));
      const x = ["c", "d"].map((name) => present(seen({ strokes: question[name] }, sketch)));
      const { mu } = model.encode(joined(x));
      const [c, d] = [mu.subarray(0, model.latentDim), mu.subarray(model.latentDim)];
      const total = a.map((value, unit) => value - b[unit] + c[unit]);
      const points = joined([square(joined([a, b, c, d]), draw.square_side), total]);
      const frames = yield* decoded(model, points);
      const proba = (yield* readings(reader, frames)).map((row) => rounded(row));
      const last = frames.length - frames.length / proba.length;
      return {
        ok: true,
        n: draw.square_side,
        frames: packedInk(frames.subarray(0, last)),
        total: packedInk(frames.subarray(last)),
        proba: proba.slice(0, -1),
        total_proba: proba[proba.length - 1],
      };
    },
  };
}
