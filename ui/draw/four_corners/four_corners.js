/* A square between four drawings: one call fetches its frames, the pointer then walks them without another. */

import { finder } from "../../kit/runtime/find.js";
import { complainIn, draggable } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { inkOn } from "../../kit/drawing/ink_canvas.js";
import { frameAt, mosaic, nearestTile } from "../../kit/pictures/frame_grid.js";
import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { followPoints } from "../points.js";

const SHOWN = 2; // every second frame is shown on the plane
const points = { a: null, b: null };
const sheets = {};

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.square ?? {};
  const wait = waiting(find(".plane"), find(".result"), find(".sum"));
  const complain = complainIn(find(".lost"), say, refresh);
  const place = [...(kept.place ?? [0.5, 0.5])];
  let tiles = null; // {n, grey, proba}
  let fetched = ""; // the question that they answer

  const live = askNewest(
    (question) => server.square({ lang: language, ...question }),
    (answer, question, last) => {
      complain(answer);
      fetched = answer.ok ? JSON.stringify(question) : "";
      if (answer.ok) show(answer);
      wait.end(last, !answer.ok);
    },
  );

  for (const [name, first] of Object.entries(props.first)) {
    const ink = inkOn(find(`.sheet.${name} canvas`), (resting) => resting && refresh());
    let example = first;
    const draw = () => {
      ink.put({ strokes: props.examples[example] });
      example = (example + 1) % 10;
    };
    sheets[name] = ink;
    find(`.sheet.${name} canvas`).setAttribute("aria-label", say("sheet", { letter: name.toUpperCase() }));
    find(`.sheet.${name} .example`).addEventListener("click", draw);
    find(`.sheet.${name} .clear`).addEventListener("click", ink.clear);
    if (kept[name]) ink.put({ strokes: kept[name] });
    else draw();
  }

  function refresh() {
    if (!fold.open || !sheets.d) return; // or it has not been laid out yet
    const { c, d } = Object.fromEntries(Object.entries(sheets).map(([name, ink]) => [name, ink.sheet.strokes]));
    const there = { a: points.a, b: points.b, c: c.length, d: d.length };
    const missing = Object.keys(there).filter((name) => !there[name]);
    fold.classList.toggle("blank", missing.length > 0 && !tiles);
    find(".why").textContent = say("needs", { letters: missing.map((name) => name.toUpperCase()).join(", ") });
    if (missing.length || points.a.model !== points.b.model) return;
    const question = { model: points.a.model, a: points.a.z, b: points.b.z, c, d };
    if (JSON.stringify(question) === fetched) return;
    wait.begin();
    live.ask(question);
  }

  function show({ n, frames, proba, total, total_proba }) {
    tiles = { n, grey: fromBase64(frames), proba };
    fold.classList.remove("blank");
    const { grey, width } = mosaic(tiles, SHOWN);
    paintInk(find(".plane canvas"), grey, width);
    const corners = [0, n - 1, n * (n - 1)];
    find(".sum")
      .querySelectorAll(".term")
      .forEach((canvas, at) => paintInk(canvas, frameOf(tiles, corners[at]), SIDE));
    paintInk(find("canvas.total"), fromBase64(total), SIDE);
    const reading = readingText(say, total_proba);
    find(".reading.total").textContent = reading;
    find("canvas.total").setAttribute("aria-label", reading);
    put(...place);
  }

  const put = draggable(find(".plane"), (x, y) => {
    [place[0], place[1]] = [x, y];
    if (!tiles) return;
    paintInk(find(".frame canvas"), frameAt(tiles, x, y), SIDE);
    const reading = readingText(say, tiles.proba[nearestTile(tiles, x, y)]);
    find(".result .reading").textContent = reading;
    find(".frame canvas").setAttribute("aria-label", reading);
    const shares = { a: (1 - x) * (1 - y), b: x * (1 - y), c: (1 - x) * y, d: x * y };
    find(".shares").textContent = Object.entries(shares)
      .map(([name, share]) => `${name.toUpperCase()} ${say("percent", { number: Math.round(share * 100) })}`)
      .join(" · ");
  });

  put(...place);
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", refresh);
  followPoints(points, refresh);
  channel("draw-again").subscribe(() => find(".lost").hidden || refresh());
  keepForNextPage("square", () => ({
    ...{ open: fold.open, place },
    ...Object.fromEntries(Object.entries(sheets).map(([name, ink]) => [name, ink.sheet.strokes])),
  }));
}
