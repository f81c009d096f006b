/* Mode collapse: 1,000 samples of a model, counted and compared; each model and seed is asked for once. */

import { finder } from "../../kit/runtime/find.js";
import { complainIn } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { PIXELS, SIDE, frameOf } from "../../kit/pictures/frames.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { histogramIn } from "../digit_histogram.js";
import { choiceIn, shareText } from "../model_choice.js";

const MASS = 0.9; // of the samples: how few digits make it up
const EXTREMES = { 1: "holding_one", 9: "holding_nine" };

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const before = keptFromLastPage.collapse ?? {};
  const models = new Map(props.about.map((model) => [model.name, model]));
  const answers = new Map(); // "model seed" → promise of the answer, or undefined where none came
  const wait = waiting(find(".counted"), find(".twins"));
  const complain = complainIn(find(".lost"), say, () => show());
  let model = models.has(before.model) ? before.model : props.about[0]?.name;
  let seed = before.seed ?? 0;

  const check = choiceIn(find(".models"), models.keys(), { say, group: "collapse-model", chosen: choose });
  const number = (value, digits) => value.toLocaleString(language, { maximumSignificantDigits: digits });
  const showShares = histogramIn(find(".histogram"), {
    bar: (digit, share) => say("bar", { digit, count: Math.round(share * props.samples) }),
    short: (share) => shareText(say, share),
  });

  function get(name) {
    const key = `${name} ${seed}`;
    if (!answers.has(key)) {
      const asked = server.survey_samples({ lang: language, model: name, seed });
      answers.set(
        key,
        Promise.resolve(asked).catch(() => undefined),
      );
    }
    return answers.get(key);
  }

  async function show() {
    const asked = `${model} ${seed}`;
    check(model);
    showFigures();
    find(".note").textContent = say(models.get(model).labelled ? "note_labelled" : `note_${models.get(model).family}`);
    find(".seed").textContent = say("seed", { seed });
    wait.begin();
    const answer = await get(model);
    if (!answer?.ok) answers.delete(asked);
    if (asked !== `${model} ${seed}`) return; // another was chosen in the meantime
    wait.end(true, !answer);
    complain(answer ?? { ok: false, lost: true });
    find(".why").textContent = answer?.ok ? "" : say("absent_now");
    if (!answer?.ok) return;
    fold.classList.remove("blank");
    showAnswer(answer);
    ahead();
  }

  /** The other models' samples, so that one click shows them. */
  async function ahead() {
    const drawn = seed;
    for (const name of models.keys()) if (seed === drawn && fold.open) await get(name);
  }

  function showAnswer({ counts, nearest_other: distance, samples, others }) {
    showShares(counts.map((count) => count / props.samples));
    find(".verdict").textContent = verdict(counts);
    showFigures(distance);
    const grey = [samples, others].map(fromBase64);
    const n = grey[0].length / PIXELS;
    const pairs = find(".pairs");
    while (pairs.children.length < n) {
      const pair = document.createElement("div");
      pair.append(document.createElement("canvas"), document.createElement("canvas"));
      pairs.append(pair);
    }
    [...pairs.children].forEach((pair, at) => {
      [...pair.children].forEach((canvas, which) => paintInk(canvas, frameOf({ grey: grey[which] }, at), SIDE));
    });
    pairs.ariaLabel = say("twins");
  }

  /** What the counts say, in sentences. */
  function verdict(counts) {
    const most = counts.indexOf(Math.max(...counts));
    const absent = counts.flatMap((count, digit) => (count ? [] : [digit]));
    const sorted = [...counts].sort((a, b) => b - a);
    let [sum, holding] = [0, 0];
    while (sum < MASS * props.samples) sum += sorted[holding++];
    const sentences = [say("most", { share: shareText(say, counts[most] / props.samples), digit: most })];
    if (absent.length) sentences.push(say("absent_digits", { digits: absent.join(say("comma")) }));
    sentences.push(say(EXTREMES[holding] ?? "holding", { holding }));
    return sentences.join(say("space"));
  }

  /** FID and coverage as they were measured; the distance of these very samples once they are drawn. */
  function showFigures(distance) {
    const { figures } = models.get(model);
    const rows = [
      ["fid", figures.fid?.model, (value) => number(value, 3)],
      ["coverage", figures.coverage?.model, (value) => shareText(say, value)],
      ["nearest_other", distance, (value) => number(value, 3)],
    ];
    find(".figures").replaceChildren(
      ...rows.flatMap(([key, value, text]) => figure(key, value, text, figures[key]?.real)),
    );
  }

  function figure(key, value, text, real) {
    const name = Object.assign(document.createElement("dt"), { textContent: say(key) });
    const shown = document.createElement("dd");
    const big = Object.assign(document.createElement("b"), {
      textContent: value === undefined ? say("none") : text(value),
    });
    const beside = Object.assign(document.createElement("span"), { className: "real" });
    if (real !== undefined && value !== undefined) {
      const times = key === "fid" ? say("times", { times: number(value / real, value / real < 10 ? 2 : 4) }) : "";
      beside.textContent = say("real", { value: text(real) }) + times;
    }
    const meaning = Object.assign(document.createElement("p"), { className: "hint" });
    meaning.textContent = value === undefined && key !== "nearest_other" ? say("unmeasured") : say(`${key}_means`);
    shown.append(big, beside, meaning);
    shown.dataset.figure = key;
    return [name, shown];
  }

  function choose(name) {
    model = name;
    show();
  }

  function open() {
    if (!fold.open) return;
    if (!models.size) {
      find(".why").textContent = say("absent", { names: props.wanted.join(say("comma")) });
      return;
    }
    if (fold.classList.contains("blank")) find(".why").textContent = say("coming", { n: number(props.samples, 4) });
    show();
  }

  find(".counted .title").textContent = say("histogram", { n: number(props.samples, 4) });
  find(".another").textContent = say("another", { n: number(props.samples, 4) });
  find(".another").addEventListener("click", () => {
    seed += 1;
    show();
  });
  find(".models").hidden = find(".note").hidden = !models.size;
  fold.open = before.open ?? false;
  fold.addEventListener("toggle", open);
  keepForNextPage("collapse", () => ({ open: fold.open, model, seed }));
}
