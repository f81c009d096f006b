/* What ui/dream/grid/server.py answers: digits out of noise and what is said of each, computed in the browser. */

import { argmax, rounded, sigmoid } from "../../engine/numbers.js";
import { oneHot } from "../../engine/networks/gan.js";
import { packedFloats, packedInk } from "../../engine/packing.js";
import { readSeed } from "../../engine/random.js";
import { Elsewhere, modelOf, numberOf, oneOf, present, wholeOf } from "../../engine/requests.js";
import { readings } from "../../engine/slices.js";
import { plainNumber } from "../../kit/controls/typed_number.js";
import { digitsOf, judged, pointsOf } from "../sampling.js";

const BETWEEN_DIGITS = /[()./+-]/g; // of what plainNumber leaves

/** @param {import("../../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function gridAnswers({ models, settings: { dream } }) {
  /** @type {{key: string, drawn: any} | undefined} the newest digits: what they read as is asked for next */
  let newest;

  function* draw(question) {
    const wish = wishOf(question, dream);
    const { model } = modelOf(models, dream.samplers, wish.name);
    const key = JSON.stringify(question);
    if (newest?.key === key) return newest.drawn;
    const { z, told } = pointsOf(model, wish.n, wish.labels, wish.seed, wish.temperature);
    const x = yield* digitsOf(model, z, told && oneHot(told));
    newest = { key, drawn: { name: wish.name, x, z, labels: wish.labels ?? told ?? null } };
    return newest.drawn;
  }

  return {
    *sample_digits(question) {
      const { x } = yield* draw(question);
      return { ok: true, n: x.length / 784, pixels: packedInk(x) };
    },

    *read_digits(question) {
      const critic = dream.critics[question.model] ?? null;
      const gan = critic === null ? undefined : present(models.get(critic));
      const reader = present(models.get("reader"));
      const { x, z, labels } = yield* draw(question);
      const proba = yield* readings(reader, x);
      const readsAs = proba.map(argmax);
      // A conditional D never learned that a 3 is no 7, so it is asked whether this is a real one of that digit.
      const logits = gan && (yield* judged(gan, x, labels ?? readsAs));
      return {
        ok: true,
        reads_as: readsAs,
        sure: rounded(proba.map((row, at) => row[readsAs[at]])),
        scores: logits ? rounded(logits.map(sigmoid), 6) : null,
        critic,
        z: packedFloats(z),
        labels,
      };
    },
  };
}

/** Read a wish as ui/dream/grid/request.py does.
    @returns {{name: string, n: number, labels: number[] | undefined, seed: bigint, temperature: number}} */
function wishOf({ model, n, seed, temperature, digit = "any", number }, dream) {
  const name = oneOf(model, dream.samplers);
  const wish = { name, seed: present(readSeed(seed)), temperature: heat(temperature, dream.hottest) };
  if (digit === "any") return { ...wish, n: wholeOf(n, 1, dream.digits), labels: undefined };
  if (!dream.able[name]) throw new Elsewhere();
  if (digit !== "number") {
    const count = wholeOf(n, 1, dream.digits);
    return { ...wish, n: count, labels: Array(count).fill(wholeOf(digit, 0, 9)) };
  }
  const digits = typeof number === "string" ? plainNumber(number).replace(BETWEEN_DIGITS, "") : "";
  if (!/^[0-9]+$/.test(digits)) throw new Elsewhere();
  return { ...wish, n: wholeOf(digits.length, 1, dream.digits), labels: Array.from(digits, Number) };
}

/** Read a temperature: above 0 and at most the hottest. */
function heat(value, hottest) {
  const temperature = numberOf(value);
  if (!(temperature > 0 && temperature <= hottest)) throw new Elsewhere();
  return temperature;
}
