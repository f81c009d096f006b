/* Mode collapse: 1,000 samples of a model, counted and compared. Each model and seed is asked for once. */

import { waiting } from "../../kit/controls/form_state.js";
import { complainIn } from "../../kit/controls/draggable_plane.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { layOutHistogram } from "../digit_histogram.js";
import { layOutModelChoice } from "../model_choice.js";
import { shareText } from "../share_text.js";
import { countsVerdict } from "./counts.js";
import { figureItems } from "./figures.js";
import { showPairs } from "./nearest_pairs.js";
import { surveyRequests } from "./requests.js";

/** Bring the part about mode collapse to life.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.collapse ?? {};
  const models = new Map(props.about.map((model) => [model.name, model]));
  const wait = waiting(find(".counted"), find(".twins"));
  const complain = complainIn(find(".lost"), say, () => show());
  const surveys = surveyRequests(server);
  let model = models.has(kept.model) ? kept.model : props.about[0]?.name;
  let seed = kept.seed ?? 0;

  const showModel = layOutModelChoice(find(".models"), models.keys(), { say, group: "collapse-model", chosen: choose });
  const showSurvey = layOutSurvey(find, say, props.samples);

  function choose(name) {
    model = name;
    show();
  }

  async function show() {
    const about = models.get(model);
    const [shownModel, shownSeed] = [model, seed];
    showModel(model);
    showFigures(find, say, about.figures);
    find(".note").textContent = say(about.labelled ? "note_labelled" : `note_${about.family}`);
    find(".seed").textContent = say("seed", { seed });
    wait.begin();
    const answer = await surveys.get(model, seed);
    if (!answer?.ok) surveys.forget(shownModel, shownSeed); // to be asked for anew
    if (shownModel !== model || shownSeed !== seed || signal.aborted) return; // another was chosen in the meantime
    wait.end(true, !answer);
    complain(answer ?? { ok: false, lost: true });
    find(".why").textContent = answer?.ok ? "" : say("absent_now");
    if (!answer?.ok) return;
    fold.classList.remove("blank");
    showSurvey(answer);
    showFigures(find, say, about.figures, answer.nearest_other);
    askAhead();
  }

  /** Ask for the other models' samples, so that one click shows them. */
  async function askAhead() {
    const began = seed;
    for (const name of models.keys()) if (seed === began && fold.open && !signal.aborted) await surveys.get(name, seed);
  }

  function open() {
    if (!fold.open) return;
    if (!models.size) {
      find(".why").textContent = say("absent", { names: props.wanted.join(say("comma")) });
      return;
    }
    if (fold.classList.contains("blank")) find(".why").textContent = say("coming", { n: formatted(props.samples, 4) });
    show();
  }

  find(".counted .title").textContent = say("histogram", { n: formatted(props.samples, 4) });
  find(".another").textContent = say("another", { n: formatted(props.samples, 4) });
  find(".another").addEventListener("click", () => {
    seed += 1;
    show();
  });
  find(".models").hidden = find(".note").hidden = !models.size;
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", open);
  keepForNextPage("collapse", () => ({ open: fold.open, model, seed }), signal);
  return dispose;
}

/** Write a number with so many significant digits, as the page's language does. */
function formatted(value, digits) {
  return value.toLocaleString(language, { maximumSignificantDigits: digits });
}

/** Prepare what is seen of an answer: the histogram, its verdict, the pairs. */
function layOutSurvey(find, say, samples) {
  const showShares = layOutHistogram(find(".histogram"), {
    bar: (digit, share) => say("bar", { digit, count: Math.round(share * samples) }),
    short: (share) => shareText(say, share),
  });
  return (answer) => {
    showShares(answer.counts.map((count) => count / samples));
    find(".verdict").textContent = countsVerdict(say, answer.counts, samples);
    showPairs(find(".pairs"), answer.samples, answer.others);
    find(".pairs").ariaLabel = say("twins");
  };
}

function showFigures(find, say, figures, distance) {
  find(".figures").replaceChildren(...figureItems(say, formatted, figures, distance));
}
