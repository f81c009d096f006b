/* The frames of the present pair of drawings: one call for each path, remembered while the pair stays. */

import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { wayBetween } from "./way.js";

/** Make what fetches strips and has `view` show them.
    @param {{say: import("../types").Say, server: import("../types").Server, points: import("../types").Points,
      path: () => string, view: ReturnType<typeof import("./strip_view.js").stripView>,
      stage: ReturnType<typeof import("./stage.js").stageOf>, playing: {stop(): void}, arrived: () => void}} parts
      arrived: is called once frames of the path that is chosen are shown
    @returns {{ask(): void, showPath(): void, forget(): void, drawingChanged(name: string, drawn: boolean): void,
      pointChanged(name: import("../../kit/runtime/types").Pad): void}} `ask` for the frames, if there is a way;
      `showPath` the frames of the path that is chosen; `forget` what is shown, since a drawing is missing */
export function stripRequests({ say, server, points, path, view, stage, playing, arrived }) {
  const drawn = { a: false, b: false };
  let strips = new Map(); // path → strip of the present pair

  const live = askNewest(
    ({ strips: _strips, ...way }) => server.strip({ lang: language, ...way }),
    (answer, question, last) => {
      if (answer.ok) {
        const strip = { n: answer.n, grey: fromBase64(answer.frames), proba: answer.proba };
        question.strips.set(question.path, strip);
        if (question.path === path()) {
          view.show(strip);
          arrived();
        }
      }
      stage.complain(answer); // the frames on the page are then of an earlier pair
      if (last) stage.settle();
    },
  );

  function ask() {
    const way = wayBetween(points, path());
    if (!way) return;
    stage.wait();
    live.ask({ ...way, strips });
  }

  function showPath() {
    if (wayBetween(points, path()) && strips.has(path())) view.show(strips.get(path()));
    else ask();
  }

  function forget() {
    playing.stop();
    view.blank();
    stage.settle();
    stage.complain({ ok: true });
    stage.askForDrawings(drawn);
  }

  /** Take in that a drawing has changed: what is shown is of the past, until its point comes. */
  function drawingChanged(name, isDrawn) {
    drawn[name] = isDrawn;
    if (drawn.a && drawn.b) {
      stage.wait();
      if (!view.strip) stage.invite("on_its_way");
      return;
    }
    live.forget();
    forget();
  }

  /** @param {import("../../kit/runtime/types").Pad} name */
  function pointChanged(name) {
    strips = new Map();
    if (wayBetween(points, path())) ask();
    else if (drawn[name] && channel(`point-${name}`).value === null) {
      live.forget();
      stage.settle();
      stage.complain({ ok: false, error: say("no_point", { letter: name.toUpperCase() }) });
    }
  }

  return { ask, showPath, forget, drawingChanged, pointChanged };
}
