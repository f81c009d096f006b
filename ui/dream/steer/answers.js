/* What ui/dream/steer/server.py answers: ways between digits, computed in the browser. */

import { joined, rows } from "../../engine/arrays.js";
import { circle, path, square } from "../../engine/latent.js";
import { oneHot } from "../../engine/networks/gan.js";
import { rounded } from "../../engine/numbers.js";
import { packedInk } from "../../engine/packing.js";
import { readSeed } from "../../engine/random.js";
import { Elsewhere, modelOf, oneOf, pointOf, present, wholeOf } from "../../engine/requests.js";
import { readings } from "../../engine/slices.js";
import { digitsOf } from "../sampling.js";

const CLASSES = "classes";

/** @param {import("../../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function steerAnswers({ models, settings: { dream } }) {
  return {
    *way(question) {
      const { model, name } = modelOf(models, dream.samplers, question.model);
      const reader = present(models.get("reader"));
      const what = oneOf(question.what, [...Object.keys(dream.tiles), CLASSES]);
      const tiles = tilesOf(question.tiles, what === CLASSES ? undefined : dream.tiles[what]);
      const z = joined(tiles.map((tile) => pointOf(tile.z, model.latentDim, dream.farthest)));
      const told = dream.conditional.includes(name);
      if (what === CLASSES && !told) throw new Elsewhere();
      const shares = told && what !== CLASSES ? oneHot(tiles.map((tile) => wholeOf(tile.label, 0, 9))) : undefined;
      const way = WAYS[what](z, shares, { dream, latentDim: model.latentDim, seed: question.seed });
      const x = yield* digitsOf(model, way.z, way.shares);
      const proba = (yield* readings(reader, x)).map((row) => rounded(row));
      return { ok: true, n: proba.length, frames: packedInk(x), proba };
    },
  };
}

/** The points of each way, and the shares of the digits that a generator is told there. */
const WAYS = {
  morph(z, shares, { dream: { steps }, latentDim }) {
    const [a, b] = rows(z, latentDim);
    const [from, to] = shares ? rows(shares, 10) : [];
    return { z: path(a, b, steps), shares: shares && path(from, to, steps, "straight") };
  },
  square: (z, shares, { dream: { side } }) => ({
    z: square(z, side),
    shares: shares && square(shares, side, "straight"),
  }),
  walk(z, shares, { dream: { round }, seed }) {
    if (z.every((value) => value === 0)) throw new Elsewhere();
    const points = circle(z, round, present(readSeed(seed)));
    return { z: points, shares: shares && joined(Array(round).fill(shares)) };
  },
  [CLASSES](z, _shares, { latentDim }) {
    const hands = rows(z, latentDim);
    const digits = hands.flatMap(() => Array.from({ length: 10 }, (_, digit) => digit));
    return { z: joined(hands.flatMap((hand) => Array(10).fill(hand))), shares: oneHot(digits) };
  },
};

/** Read the digits that a way begins with: as many as it needs, or one to four. */
function tilesOf(tiles, wanted) {
  const whole = Array.isArray(tiles) && tiles.every((tile) => tile && typeof tile === "object");
  const right = whole && (wanted ? tiles.length === wanted : tiles.length >= 1 && tiles.length <= 4);
  if (!right) throw new Elsewhere();
  return tiles;
}
