/* What ui/dream/critic/server.py answers: the discriminators' scores of a drawing, computed in the browser. */

import { oneHot } from "../../engine/networks/gan.js";
import { argmax, rounded, sigmoid } from "../../engine/numbers.js";
import { packedInk } from "../../engine/packing.js";
import { modelOf, present, wholeOf } from "../../engine/requests.js";
import { seen } from "../../engine/sketch/sheet_codec.js";
import { toBase64 } from "../../kit/runtime/base64.js";
import { pointsOf } from "../sampling.js";

/** @param {import("../../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function criticAnswers({ models, settings: { dream, sketch } }) {
  return {
    *ask_critics({ label = "read", ...sheet }) {
      const here = [...dream.gans, "reader"].map((name) => models.get(name)); // all that are missing begin to come
      const [reader, ...gans] = [here.pop(), ...here].map(present);
      const x = present(seen(sheet, sketch));
      const [proba] = reader.predictProba(x);
      const asked = label === "read" ? argmax(proba) : label === "best" ? undefined : wholeOf(label, 0, 9);
      const critics = [];
      for (const [at, gan] of gans.entries()) {
        critics.push({ model: dream.gans[at], ...verdict(gan, x, gan.numClasses ? asked : null) });
        yield;
      }
      return { ok: true, seen: packedInk(x), proba: rounded(proba), critics };
    },

    ask_forger(question) {
      const { model } = modelOf(models, dream.gans, question.model);
      const digit = wholeOf(question.digit, 0, 9);
      const seed = BigInt(wholeOf(question.seed, 0, dream.forger_seed_limit));
      const { z, told } = pointsOf(model, 1, model.numClasses ? [digit] : undefined, seed, 1);
      return { ok: true, frame: packedInk(model.generate(z, told && oneHot(told))) };
    },
  };
}

/** Score one digit with one discriminator, and find the pixels that the score hangs on.
    @param {import("../../engine/networks/gan.js").GAN} gan
    @param {Float32Array} x (784)
    @param {number | null | undefined} asked the digit that it is asked about: null for one without classes, undefined for
      the one that it finds most convincing */
function verdict(gan, x, asked) {
  const label = asked === undefined ? argmax(gan.logitsByDigit(x)) : asked;
  const logit = gan.logits(x, label === null ? undefined : [label])[0];
  const slopes = gan.saliency(x, label ?? undefined);
  const peak = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  const grey = Uint8Array.from(slopes, (slope) => Math.round((peak ? slope / peak : 0) * 127 + 128));
  return { score: sigmoid(logit), label, saliency: toBase64(grey), peak };
}
