/* The Dream tab's grid: a form, the digits that come of it, and what the other parts of the page get of them. Python's
   side is ui/dream/grid/server.py. */

import { copyAddress } from "../../kit/controls/copy_link.js";
import { saved } from "../../kit/controls/download.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askPatiently } from "../../kit/runtime/latest.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { layOutFields } from "./fields.js";
import { linkOf, linkedValues } from "./link.js";
import { sampleRequests } from "./requests.js";
import { digitOf } from "./sample.js";
import { layOutSample } from "./sample_view.js";

/** Bring the form and the grid to life.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const kept = keptFromLastPage.dream;
  const notice = find(".stage > .told");

  const fields = layOutFields(find, say, props, ask, signal);
  const view = layOutSample(find, say, kept?.sort ?? "drawn");
  const request = sampleRequests(server, find, { view, answered, read: announce }, signal);

  function ask() {
    notice.textContent = "";
    find(".address").hidden = true;
    request({ lang: language, ...fields.values });
  }

  function answered(answer, { seed }) {
    fields.refuse(answer.errors);
    if (answer.ok) fields.remember(seed.trim());
  }

  function begin({ missing, ...values }) {
    fields.put(values);
    ask();
    const used = say(`model_${fields.values.model}`);
    if (missing) notice.textContent = say("link_other_model", { missing, used });
  }

  const linked = () => linkedValues(location.hash, Object.keys(props.able));
  const openLink = () => {
    const values = linked();
    if (values) begin(values);
  };
  addEventListener("hashchange", openLink, { signal });
  find(".link").addEventListener("click", () => copyAddress(linkOf(fields.values), say, notice, find(".address")));
  find(".lost button").addEventListener("click", ask);
  offerFiles(element, server, view, (key, values) => (notice.textContent = say(key, values)));
  keepForNextPage("dream", () => ({ ...fields.values, sort: view.sort }), signal);
  view.showBlank(props.first.n);
  begin(kept ?? linked() ?? {});
  return dispose;
}

/** Have the buttons save the sample as a file, its digits in the order shown.
    @param {HTMLElement} element
    @param {any} server
    @param {any} view as `layOutSample` gives it
    @param {(key: string, values?: object) => void} tell says how it goes */
function offerFiles(element, server, view, tell) {
  async function save(what) {
    const { sample, order } = view;
    if (!sample) return;
    tell("saving");
    const answer = await askPatiently(() => server.take_digits({ ...sample.request, what, order }));
    if (answer?.ok) saved(answer.name, answer.file);
    if (answer?.ok) tell("saved", { name: answer.name });
    else tell("lost");
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-what]"))) {
    button.addEventListener("click", () => save(button.dataset.what));
  }
}

/** Tell the other parts of the page which digits there are, and of which model.
    @param {import("./sample.js").Sample & {readings: import("./sample.js").Readings}} sample */
function announce(sample) {
  const { model, seed } = sample.request;
  if (channel("dream-model").value !== model) channel("dream-model").set(model);
  const tiles = Array.from({ length: sample.n }, (_, index) => digitOf(sample, index));
  channel("dream-grid").set({ model, seed: seed.trim(), tiles });
}
