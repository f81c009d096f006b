/* A Gabor wavelet over a picture: its parameters, the response, the wavelet in small. Python's side: ui/filter/tab.py. */

import { waiting } from "../../kit/controls/form_state.js";
import { COLOURS, paintGrey } from "../../kit/pictures/colour_maps.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { fetchResponse } from "./answers.js";
import { partChoice } from "./part_choice.js";
import { pixelValues } from "./pixel_values.js";
import { ALL, PARTS } from "./response_figures.js";
import { responseView } from "./response_view.js";
import { pictureSources } from "./sources.js";
import { waveletForm } from "./wavelet_form.js";

/** Lay the lab out and begin with what was kept for this page, or with the first picture.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const { signal, dispose } = lifetime();
  const kept = keptFromLastPage.filter ?? {};
  const pair = find(".pair");
  const visible = () => pair.checkVisibility(); // or another tab is
  const detail = channel("gabor-detail");
  /** @type {import("../../kit/runtime/types").FilterPicture | undefined} */
  let picture; // what is filtered

  const form = waveletForm({ element, find, controls: props.controls, visible, changed: ask, signal });
  const choice = partChoice(find(".segments"), [...PARTS, ALL], say, ask);
  const response = responseView(find, say, props.wavelength);
  const problems = problemsIn(find);
  const wait = waiting(find("#gabor-output"), find(".kernels"));
  const requests = askNewest((question) => fetchResponse(server, question), show);
  const line = pixelValues({ pair, line: find(".reading"), say, shown, values: response.values });
  const following = () => Boolean(picture?.drawing);
  const sources = pictureSources({ find, props, server, say, visible, take, ...problems, following, signal });

  function ask() {
    if (!picture) return;
    wait.begin();
    requests.ask({ of: picture, ...form.values(), part: choice.part, detail: detail.value === true });
  }

  function show(answer, question, last) {
    if (question.of !== picture) return;
    wait.end(last, answer.lost);
    problems.lost(Boolean(answer.lost));
    if (answer.lost) return form.stop();
    form.refuse(answer.errors);
    if (answer.errors?.picture) problems.complain(answer.errors.picture);
    if (!answer.ok) return;
    question.of.key = answer.picture; // by which it is asked for from now on
    response.show(answer, question);
    line.refresh();
  }

  /** Say what the line below the pictures is about, once there is a response. */
  function shown() {
    const wavelet = channel("gabor").value;
    if (!picture || !wavelet) return undefined;
    const answered = wavelet.picture === picture.key;
    return { part: choice.part, norm: form.values().norm, picture: picture.shown, answered };
  }

  function take(chosen) {
    picture = chosen;
    showPicture(find, say, chosen);
    problems.complain("");
    sources.mark(chosen);
    ask();
  }

  keepForNextPage("filter", () => ({ ...form.keep(), part: choice.part, picture: picture && whatToKeep(picture) }));
  find(".lost button").addEventListener("click", () => (picture ? ask() : sources.start()));
  detail.subscribe(ask, signal);
  signal.addEventListener("abort", requests.forget);
  form.restore(kept);
  choice.choose(kept.part ?? "real");
  takeOver(form, signal);
  sources.start(kept.picture);
  return dispose;
}

/** Set the parameters that another widget offers, each time once: nobody finds an offer that was taken. */
function takeOver(form, signal) {
  const offers = channel("gabor-take");
  offers.subscribe((offer) => {
    if (!offer) return;
    offers.set(null);
    form.take(offer);
  }, signal);
}

/** Make functions that say what is wrong with a picture, and that the server is silent. */
function problemsIn(find) {
  const wrong = find("#gabor-picture-wrong");
  const lost = find(".lost");
  return {
    complain: (sentence) => (wrong.textContent = sentence),
    lost: (silent) => (lost.hidden = !silent),
  };
}

/** Paint the picture that is filtered, and say whether it was reduced. */
function showPicture(find, say, { shown, name, reduced }) {
  const canvas = find("#gabor-input canvas");
  paintGrey(canvas, shown, COLOURS.grey);
  canvas.ariaLabel = say("input_of", { name });
  const sizes = { ...reduced, columns: shown.width, rows: shown.height };
  find("#gabor-notice").textContent = reduced ? say("reduced", { name, ...sizes }) : say("upload_hint");
}

/** Pick what the page in the other language needs of a picture: those that the server offers are known by their key.
    @param {import("../../kit/runtime/types").FilterPicture} picture */
function whatToKeep({ offered, pixels, name, drawing, reduced }) {
  return offered ? { key: offered } : { pixels, name, drawing, reduced };
}
