/* The units of z: a slider for each, sorted by how much they say, and draws from the posterior of a drawing. */

import { complainIn } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { followPoints } from "../points.js";
import { cloudIn } from "./posterior_cloud.js";
import { sliderRows } from "./slider_rows.js";
import { pointKey } from "./unit_numbers.js";

/** Lay out the sliders and the draws. props: see Units in widget.py.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.units ?? {};
  /** @type {import("../types").Points} */
  const points = { a: null, b: null };
  /** @type {import("../../kit/runtime/types").LatentPoint | null} */
  let shown = null; // the drawing's point that the sliders began with
  /** @type {() => import("../../kit/runtime/types").Pad} */
  const which = () => find('[name="which"]:checked').value;
  const follow = () => refresh();
  const askAgain = () => refresh(true);

  const complain = complainIn(find(".lost"), say, askAgain);
  const rows = sliderRows({ find, say, server, props, complain, kept: kept.moved });
  const drawCloud = posteriorDraws({ find, say, server, complain });

  /** Show the point of the drawing that is chosen, unless it is on the page; `anew`: in any case. */
  function refresh(anew = false) {
    if (!fold.open) return;
    const other = which() === "a" ? "b" : "a";
    if (!shown && !points[which()] && points[other]) find(`[value=${other}]`).checked = true;
    const point = points[which()];
    fold.classList.toggle("blank", !point && !shown);
    if (!point || (!anew && shown && pointKey(point) === pointKey(shown))) return;
    shown = point;
    rows.begin(point);
    drawCloud(point);
  }

  find(".reset").addEventListener("click", rows.reset);
  for (const radio of element.querySelectorAll('[name="which"]')) radio.addEventListener("change", follow);
  if (kept.which) find(`[value=${kept.which}]`).checked = true;
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", follow);
  followPoints(points, follow, signal);
  channel("draw-again").subscribe(() => find(".lost").hidden || askAgain(), signal);
  keepForNextPage("units", () => ({ open: fold.open, which: which(), moved: rows.moved }), signal);
  return dispose;
}

/** Make a function that fetches and shows draws from the posterior of a point; a button draws others. */
function posteriorDraws({ find, say, server, complain }) {
  const wait = waiting(find(".draws"));
  const show = cloudIn(find(".draws"), find(".summary"), say);
  let origin = null;
  let seed = 0;
  const live = askNewest(
    (question) => server.cloud({ lang: language, ...question }),
    (answer, _, last) => {
      if (answer.ok) show(answer);
      else complain(answer);
      wait.end(last, !answer.ok);
    },
  );
  function draw(point) {
    origin = point;
    wait.begin();
    live.ask({ model: point.model, mu: point.mu, logvar: point.logvar, seed });
  }
  find(".draw").addEventListener("click", () => {
    seed += 1;
    draw(origin);
  });
  return draw;
}
