/* A square between four drawings: one call fetches its frames, the pointer then walks them without another. */

import { complainIn } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { inkOn } from "../../kit/drawing/ink_canvas.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { followPoints } from "../points.js";
import { missingCorners } from "./corners.js";
import { squareView } from "./square_view.js";

/** Lay out the square. props: see Square in widget.py.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.square ?? {};
  /** @type {import("../types").Points} */
  const points = { a: null, b: null };
  const inks = {}; // what `inkOn` gives for the sheets C and D
  const strokes = () => ({ c: inks.c.sheet.strokes, d: inks.d.sheet.strokes });
  const view = squareView(find, say, kept.place ?? [0.5, 0.5], signal);
  const complain = complainIn(find(".lost"), say, refresh);
  const ask = squareRequests({ find, server, complain, view });

  /** Fetch the square of what is drawn now, or say what is still to be drawn. */
  function refresh() {
    if (!fold.open) return; // nor are both sheets laid out before it is
    const missing = missingCorners(points, strokes());
    fold.classList.toggle("blank", missing.length > 0 && !view.filled);
    find(".why").textContent = say("needs", { letters: missing.join(", ") });
    const { a, b } = points;
    if (!missing.length && a && b && a.model === b.model) ask({ model: a.model, a: a.z, b: b.z, ...strokes() });
  }

  for (const name of ["c", "d"]) {
    inks[name] = smallSheet(
      { find, say, name, examples: props.examples, first: props.first[name] },
      kept[name],
      refresh,
      signal,
    );
  }
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", refresh);
  followPoints(points, refresh, signal);
  channel("draw-again").subscribe(() => find(".lost").hidden || refresh(), signal);
  keepForNextPage("square", () => ({ open: fold.open, place: view.place, ...strokes() }), signal);
  return dispose;
}

/** Make a function that fetches a square, unless it is the one on the page. */
function squareRequests({ find, server, complain, view }) {
  const wait = waiting(find(".plane"), find(".result"), find(".sum"));
  let shown = ""; // the question whose answer is on the page
  const live = askNewest(
    (question) => server.square({ lang: language, ...question }),
    (answer, question, last) => {
      complain(answer);
      shown = answer.ok ? JSON.stringify(question) : "";
      if (answer.ok) view.show(answer);
      wait.end(last, !answer.ok);
    },
  );
  return (question) => {
    if (JSON.stringify(question) === shown) return;
    wait.begin();
    live.ask(question);
  };
}

/** Lay out a small sheet, with `kept` strokes or the first example on it. Returns what `inkOn` does. */
function smallSheet({ find, say, name, examples, first }, kept, changed, signal) {
  const place = find(`.sheet.${name}`);
  const canvas = place.querySelector("canvas");
  let next = first;
  const ink = inkOn(canvas, (resting) => resting && changed(), signal);
  function drawExample() {
    ink.put({ strokes: examples[next] });
    next = (next + 1) % 10;
  }
  canvas.setAttribute("aria-label", say("sheet", { letter: name.toUpperCase() }));
  place.querySelector(".example").addEventListener("click", drawExample);
  place.querySelector(".clear").addEventListener("click", ink.clear);
  if (kept) ink.put({ strokes: kept });
  else drawExample();
  return ink;
}
