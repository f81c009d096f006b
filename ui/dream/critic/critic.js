/* The critic: a sheet, and the verdict of each GAN's discriminator on it, live while the pen moves. */

import { complainIn } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { bare } from "../../kit/drawing/sheet.js";
import { packedSheet, unpackedSheet } from "../../kit/drawing/sheet_codec.js";
import { deskIn } from "../../kit/drawing/sheet_tools.js";
import { best, readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { layOutCards } from "./cards.js";
import { attachSources } from "./sources.js";

/** Bring the critic to life.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.critic ?? {};
  const complain = complainIn(find(".lost"), say, refresh);
  const wait = waiting(find(".critics"));
  let label = kept.about ?? "read"; // which digit a discriminator is asked about: see LabelChoice
  let readsAs = props.first; // what the drawing reads as, for forgeries of the same digit

  const choice = {
    value: () => label,
    choose(value) {
      label = value;
      refresh();
    },
  };
  const cards = layOutCards(find(".cards"), say, props, { choice, forge }, signal);
  fold.classList.toggle("blank", !props.models.length);
  find(".why").textContent = say("no_gan", { names: props.wanted.join(say("comma")) });
  const ink = deskIn(find(".desk"), refresh, signal);

  const verdicts = askNewest(
    (question) => server.ask_critics({ lang: language, ...question }),
    (answer, _, last) => {
      complain(answer);
      if (answer.ok) show(answer);
      if (last) wait.end(last, !answer.ok);
    },
    signal,
  );
  const forgeries = askNewest(
    (question) => server.ask_forger({ lang: language, ...question }),
    (answer) => {
      complain(answer);
      if (answer.ok) ink.put(unpackedSheet(answer)); // its frame alone
    },
    signal,
  );

  function refresh() {
    if (!fold.open || !props.models.length) return;
    if (bare(ink.sheet)) return blank();
    wait.begin();
    verdicts.ask({ ...packedSheet(ink.sheet), label: /^\d$/.test(label) ? Number(label) : label });
  }

  function blank() {
    verdicts.forget();
    wait.end(true, false);
    complain({ ok: true });
    find(".reading").textContent = "";
    cards.blank();
  }

  function show({ seen, proba, critics }) {
    readsAs = best(proba);
    find(".reading").textContent = readingText(say, proba);
    cards.show(critics, fromBase64(seen));
  }

  function forge(model) {
    forgeries.ask({ model, digit: readsAs, seed: crypto.getRandomValues(new Uint32Array(1))[0] >>> 1 });
  }

  const layExample = attachSources(find, say, ink, props, signal);
  if (kept.sheet) ink.put(unpackedSheet(kept.sheet));
  else layExample();
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", refresh);
  keepForNextPage("critic", () => ({ open: fold.open, sheet: packedSheet(ink.sheet), about: label }), signal);
  return dispose;
}
