// Grid of generated digits. Python's side: ui/dream/grid/server.py; what all widgets share: ui/shell/runtime.js. This file ties
// together what dream_fields.js, dream_tiles.js, dream_bars.js and dream_close.js hold.

import { finder } from "../../kit/runtime/find.js";
import { copyAddress } from "../../kit/controls/copy_link.js";
import { saved } from "../../kit/controls/download.js";
import { waiting } from "../../kit/controls/form_state.js";
import { PIXELS, frameOf } from "../../kit/pictures/frames.js";
import { fromBase64, toBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { barsIn } from "./bars.js";
import { closeUp } from "./close_up.js";
import { dreamFields } from "./fields.js";
import { orderOf, tilesIn } from "./tiles.js";

const LINK = "#dream="; // begins the address's fragment: the model, then the other fields

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);

  const grid = find("#dream-samples");
  const lost = find(".lost");
  const told = find(".stage > .told");
  const wait = waiting(grid);
  const fields = dreamFields(find, say, props, ask);
  const bars = barsIn(find, say);
  const tiles = tilesIn(grid, say, (place) => close.open(place));
  const close = closeUp(find, say, tileAt, tiles.focus);
  const sorts = [...element.querySelectorAll(".sorts input")];
  const sort = () => sorts.find((radio) => radio.checked).value;
  let sample = null; // {n, grey, question} and, once they are known, reads_as, sure, scores, critic, z, labels
  let order = []; // places in the sample, as the grid shows them

  const written = ({ digit, number }) => (digit === "number" ? number : "");
  const sorted = () => sort() !== "drawn" && !written(sample.question); // a number is read in its own order

  // --- asking: the digits first, then what they read as ------------------------------------------------------

  const pictures = askNewest(
    (question) => server.sample_digits(question),
    (answer, question, last) => {
      silent(answer, last);
      if (answer.lost) return;
      fields.refuse(answer.errors);
      if (!answer.ok) return wait.end(last, false);
      sample = { n: answer.n, grey: fromBase64(answer.pixels), question };
      fields.remember(question.seed.trim());
      if (sorted()) return readings.ask(question);
      lay();
      wait.end(last, false);
      requestAnimationFrame(() => setTimeout(() => question === sample.question && readings.ask(question))); // once they are seen
    },
  );

  const readings = askNewest(
    (question) => server.read_digits(question),
    (answer, question, last) => {
      if (question !== sample.question) return; // newer digits have come
      silent(answer, last);
      if (!answer.ok) return;
      Object.assign(sample, answer);
      lay();
      bars(sample, question);
      legend();
      wait.end(true, false);
      announce();
    },
  );

  function silent(answer, last) {
    lost.hidden = !answer.lost;
    if (answer.lost) wait.end(last, true);
  }

  function ask() {
    told.textContent = "";
    find(".address").hidden = true;
    wait.begin();
    pictures.ask({ lang: language, ...fields.values });
  }

  /** Paint the digits in the order chosen, with what is known of them. */
  function lay() {
    order = orderOf(sample, sorted() ? sort() : "drawn");
    tiles.paint(sample, order, written(sample.question));
    if (sample.reads_as) tiles.tell(sample, order);
  }

  function legend() {
    const { critic, question } = sample;
    const own = critic === question.model;
    const key = critic ? (own ? "legend" : "legend_other") : "legend_unjudged";
    find(".legend").textContent = say(key, { critic: critic && say(`model_${critic}`) });
    sorts.find(({ value }) => value === "score").disabled = !critic;
  }

  // --- what others get ---------------------------------------------------------------------------------------

  /** All digits for the other parts of the tab: grey and z by place, labels, readings, scores. */
  function announce() {
    const z = new Float32Array(fromBase64(sample.z).buffer);
    const { model, seed, temperature } = sample.question;
    Object.assign(sample, { z, model, seed: seed.trim(), temperature: Number(temperature.replace(",", ".")) });
    const model_ = channel("dream-model");
    if (model_.value !== model) model_.set(model);
    const all = Array.from({ length: sample.n }, (_, at) => tileOfSample(at));
    channel("dream-grid").set({ model, seed: sample.seed, tiles: all });
  }

  function tileOfSample(at) {
    const { z, n, model, seed, temperature, critic } = sample;
    const latent = z.length / n;
    return {
      ...{ model, seed, temperature, critic, at, z: [...z.subarray(at * latent, (at + 1) * latent)] },
      ...{ pixels: toBase64(frameOf(sample, at)), label: sample.labels?.[at] ?? null },
      ...{ reads_as: sample.reads_as[at], sure: sample.sure[at], score: sample.scores?.[at] ?? null },
    };
  }

  /** The tile at a place of the grid; undefined where there is none, or nothing is known of it yet. */
  function tileAt(place) {
    return sample?.model && place in order ? tileOfSample(order[place]) : undefined;
  }

  // --- order, files, link ------------------------------------------------------------------------------------

  for (const radio of sorts) radio.addEventListener("change", () => sample?.reads_as && lay());
  lost.querySelector("button").addEventListener("click", ask);

  async function take(what) {
    if (!sample) return;
    told.textContent = say("saving");
    const answer = await server.take_digits({ ...sample.question, what, order });
    if (answer?.ok) saved(answer.name, answer.file);
    told.textContent = answer?.ok ? say("saved", { name: answer.name }) : say("lost");
  }
  for (const button of element.querySelectorAll("[data-what]"))
    button.addEventListener("click", () => take(button.dataset.what));

  find(".link").addEventListener("click", () => {
    const { model, digit, number, ...rest } = fields.values;
    const said = { dream: model, digit, ...(digit === "number" ? { number } : {}), ...rest };
    copyAddress("#" + new URLSearchParams(said), say, told, find(".address"));
  });

  /** Take over what the address holds; what cannot be used is said at its field. */
  function opened() {
    if (!location.hash.startsWith(LINK)) return undefined;
    const { dream: model, ...values } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    const here = Object.hasOwn(props.able, model);
    return { ...values, ...(here ? { model } : {}), missing: here ? "" : model };
  }

  function begin(values) {
    fields.put(values);
    ask();
    if (values.missing)
      told.textContent = say("link_other_model", {
        missing: values.missing,
        used: say(`model_${fields.values.model}`),
      });
  }

  window.addEventListener("hashchange", () => opened() && begin(opened()));
  keepForNextPage("dream", () => ({ ...fields.values, sort: sort() }));
  const kept = keptFromLastPage.dream;
  for (const radio of sorts) radio.checked = radio.value === (kept?.sort ?? "drawn");
  tiles.paint(
    { grey: new Uint8Array(props.first.n * PIXELS) },
    Array.from({ length: props.first.n }, (_, at) => at),
  );
  begin(kept ?? opened() ?? {});
}
