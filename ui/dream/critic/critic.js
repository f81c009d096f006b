/* The critic: a sheet, and the verdict of each GAN's discriminator on it, live while the pen moves. */

import { finder } from "../../kit/runtime/find.js";
import { complainIn } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { bare } from "../../kit/drawing/sheet.js";
import { packedSheet, unpackedSheet } from "../../kit/drawing/sheet_codec.js";
import { deskIn } from "../../kit/drawing/sheet_tools.js";
import { best, readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { criticCard } from "./verdict_card.js";

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.critic ?? {};
  const complain = complainIn(find(".lost"), say, refresh);
  const wait = waiting(find(".critics"));
  let about = kept.about ?? "read"; // which digit a D that knows digits is asked about
  let reads = props.first; // what the drawing reads as, for forgeries of the same digit
  let example = props.first;

  const labels = {
    value: () => about,
    choose(value) {
      about = value;
      refresh();
    },
  };

  const cards = Object.fromEntries(
    props.models.map((model) => {
      const known = props.percentiles[model];
      const options = { say, known, labels: props.labelled.includes(model) ? labels : null, forge: () => forge(model) };
      return [model, criticCard(model, options)];
    }),
  );
  find(".cards").append(...Object.values(cards).map(({ item }) => item));

  fold.classList.toggle("blank", !props.models.length);
  find(".why").textContent = say("no_gan", { names: props.wanted.join(say("comma")) });

  const ink = deskIn(find(".desk"), refresh);

  const live = askNewest(
    (question) => server.ask_critics({ lang: language, ...question }),
    (answer, _, last) => {
      complain(answer);
      if (answer.ok) show(answer);
      if (last) wait.end(last, !answer.ok);
    },
  );

  function refresh() {
    if (!fold.open || !props.models.length) return;
    if (bare(ink.sheet)) {
      live.forget();
      wait.end(true, false);
      complain({ ok: true });
      find(".reading").textContent = "";
      for (const card of Object.values(cards)) card.blank();
      return;
    }
    wait.begin();
    live.ask({ ...packedSheet(ink.sheet), label: /^\d$/.test(about) ? Number(about) : about });
  }

  function show({ seen, proba, critics }) {
    reads = best(proba);
    find(".reading").textContent = readingText(say, proba);
    const grey = fromBase64(seen);
    for (const critic of critics) cards[critic.model].show(critic, grey);
  }

  const forging = askNewest(
    (question) => server.ask_forger({ lang: language, ...question }),
    (answer) => {
      complain(answer);
      if (answer.ok) ink.put(unpackedSheet({ frame: answer.frame }));
    },
  );

  const forge = (model) =>
    forging.ask({ model, digit: reads, seed: crypto.getRandomValues(new Uint32Array(1))[0] >>> 1 });

  /** A button that lays something on the sheet, while there is something to lay. */
  function source(name, channel, parts) {
    const button = find(`.sources .${name}`);
    const there = () => channel.value && parts(channel.value);
    button.disabled = true;
    button.title = say("take_nothing");
    channel.subscribe(() => {
      button.disabled = !there();
      button.title = there() ? "" : say("take_nothing");
    });
    button.addEventListener("click", () => there() && ink.put(unpackedSheet(there())));
  }
  for (const name of ["a", "b"]) {
    source(name, channel(`drawing-${name}`), (sheet) => (sheet.strokes.length || sheet.frame ? sheet : null));
  }
  source("tile", channel("dream-tile"), ({ pixels }) => (pixels ? { frame: pixels } : null));

  function layExample() {
    ink.put({ strokes: props.examples[example], picture: null, edited: false });
    example = (example + 1) % 10;
  }
  find(".example").addEventListener("click", layExample);

  if (kept.sheet) ink.put(unpackedSheet(kept.sheet));
  else layExample();
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", refresh);
  keepForNextPage("critic", () => ({ open: fold.open, sheet: packedSheet(ink.sheet), about }));
}
