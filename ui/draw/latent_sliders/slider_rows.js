/* All sliders of a point: where they stand, and what the point that they make decodes to. */

import { refuse, waiting } from "../../kit/controls/form_state.js";
import { typedNumber } from "../../kit/controls/typed_number.js";
import { SIDE } from "../../kit/pictures/frames.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { clearCanvas, paintInk } from "../../kit/runtime/paint.js";
import { byInformation, klToPrior, pointKey, sideBySide, writeNumber } from "./unit_numbers.js";
import { unitRow } from "./unit_row.js";

const QUOTED = 40; // letters of what was typed that a complaint repeats

/** Make the rows of sliders.
    @param {{find: import("../types").Find, say: import("../types").Say, server: import("../types").Server,
      props: any, complain: (answer: import("../types").Answer) => void, kept?: Record<string, number[]>}} parts props: see
      Units in widget.py; kept: what `moved` gave on the page before
    @returns {{begin(point: import("../../kit/runtime/types").LatentPoint): void, reset(): void, readonly moved:
      Record<string, number[]>}} `begin` with a drawing's point, or go on where its sliders were left; `reset` to the
      point itself; moved: where sliders were left, by `pointKey` of the drawing's point */
export function sliderRows({ find, say, server, props, complain, kept = {} }) {
  const wait = waiting(find(".frame"));
  const moved = new Map(Object.entries(kept));
  /** @type {any} */
  let origin = null; // the point of the drawing
  let z = []; // where the sliders stand
  let rows = []; // as `unitRow` gives them, in their order on the page

  const live = askNewest(
    (question) => server.unit_frames({ lang: language, ...question }),
    (answer, question, last) => {
      complain(answer);
      if (answer.ok) show(answer, question);
      wait.end(last, !answer.ok);
    },
  );

  function ask(strips) {
    wait.begin();
    live.ask({ model: origin.model, z: [...z], strips });
  }

  function show({ frame, proba, strips }, question) {
    const reading = readingText(say, proba);
    paintInk(find(".frame canvas"), fromBase64(frame), SIDE);
    find(".reading").textContent = reading;
    find(".frame canvas").setAttribute("aria-label", reading);
    if (!strips || question.z.length !== z.length) return; // or another VAE's sliders are on the page by now
    const grey = fromBase64(strips);
    for (const { unit, canvas } of rows)
      paintInk(canvas, sideBySide(grey, unit, props.stops), props.stops * SIDE, SIDE);
  }

  /** Lay out the rows by KL to the prior: over MNIST's test digits, or of this drawing where that was not measured. */
  function layOut() {
    const measured = props.kl[origin.model];
    const kl = measured ?? klToPrior(origin);
    find(".order").textContent = say(measured ? "order" : "order_here");
    for (const { canvas } of rows) clearCanvas(canvas); // the page need not remember what it showed
    rows = byInformation(kl).map((unit) =>
      unitRow(
        say,
        { unit, nats: kl[unit], reach: props.reach },
        { slide: (value) => set(unit, value), rest: () => ask(true), type: (field) => type(unit, field) },
      ),
    );
    find(".rows").replaceChildren(...rows.map(({ item }) => item));
    showNumbers();
  }

  function showNumbers() {
    for (const { unit, slider, field } of rows) {
      slider.value = z[unit];
      if (!field.hasAttribute("aria-invalid")) field.value = writeNumber(z[unit]);
    }
  }

  function set(unit, value) {
    z[unit] = value;
    moved.set(pointKey(origin), [...z]);
    showNumbers();
    ask(false);
  }

  /** Take a number that was typed, or say why it does not fit. */
  function type(unit, field) {
    const { reach } = props;
    const value = typedNumber(field.value, { min: -reach, max: reach });
    refuse(
      field,
      find(".wrong"),
      value !== undefined ? "" : say("bad_value", { reach, came: quoted(say, field.value) }),
    );
    if (value === undefined) return;
    set(unit, value);
    ask(true);
  }

  return {
    begin(point) {
      origin = point;
      z = [...(moved.get(pointKey(origin)) ?? origin.z)];
      layOut();
      ask(true);
    },
    reset() {
      moved.delete(pointKey(origin));
      z = [...origin.z];
      for (const { field } of rows) refuse(field, find(".wrong"));
      showNumbers();
      ask(true);
    },
    get moved() {
      return Object.fromEntries(moved);
    },
  };
}

/** Return what was typed as a complaint quotes it. */
function quoted(say, typed) {
  const text = typed.trim();
  return text ? say("came", { came: text.slice(0, QUOTED) }) : say("nothing");
}
