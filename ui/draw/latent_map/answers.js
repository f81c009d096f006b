/* What ui/draw/latent_map/server.py answers about drawings: their places on the map, computed in the browser. The map
   itself, which is decoded once and the same for everybody, comes from the server. */

import { rows } from "../../engine/arrays.js";
import { path } from "../../engine/latent.js";
import { rounded } from "../../engine/numbers.js";
import { oneOf, present } from "../../engine/requests.js";
import { seen } from "../../engine/sketch/sheet_codec.js";

/** @param {import("../../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function mapAnswers({ models, settings: { draw, sketch } }) {
  return {
    find_places(question) {
      const vae = present(models.get(draw.map));
      /** @type {{[name: string]: any}} */
      const found = { ok: true, a: null, b: null, way: null };
      const means = [];
      for (const name of ["a", "b"]) {
        if (question[name] === null || question[name] === undefined) continue;
        const { mu, logvar } = vae.encode(present(seen(question[name], sketch)));
        means.push(mu);
        found[name] = { mu: rounded(mu), sd: rounded(logvar.map((value) => Math.exp(value / 2))) };
      }
      if (means.length === 2) {
        const kind = oneOf(question.path ?? draw.latent_paths[0], draw.latent_paths);
        found.way = rows(path(means[0], means[1], draw.map_steps, kind), 2).map((point) => rounded(point));
      }
      return found;
    },
  };
}
