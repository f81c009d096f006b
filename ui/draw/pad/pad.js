/* One drawing: the sheet with its tools, and what the models make of what lies on it. */

import { inkOn } from "../../kit/drawing/ink_canvas.js";
import { bare } from "../../kit/drawing/sheet.js";
import { packedSheet, unpackedSheet } from "../../kit/drawing/sheet_codec.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { drawChoices } from "../choices.js";
import { reconstruction } from "./reconstruction.js";
import { newestPicture, offerOtherPad, offerSamples } from "./sources.js";
import { offerPens } from "./pens.js";
import { takePictures } from "./picture_input.js";
import { wireTools } from "./tools.js";
import { padViews } from "./views.js";

/** Lay out a pad. props: see Pad in widget.py.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  /** @type {import("../../kit/runtime/types").Pad} */
  const pad = props.pad;
  const choices = drawChoices(props.models);
  const drawing = channel(`drawing-${pad}`);
  namePad(find, say, pad);

  const ink = inkOn(find("canvas.ink"), changed, signal);
  const packed = () => packedSheet(ink.sheet);
  const question = () => ({ lang: language, model: choices.model.value, also: choices.beside.value, ...packed() });
  const put = (parts) => ink.put(unpackedSheet(parts));
  const complain = (sentence) => (find(".trouble").textContent = sentence);
  const askAgain = () => changed(true, false);

  const views = padViews(find, say, pad.toUpperCase(), signal);
  const models = reconstruction({ find, say, server, pad, choices, views, question }, signal);
  const showPen = offerPens(find, say, pad, (pen) => ink.put({ pen }));
  const drawExample = offerExamples(find, props, put);
  const showTools = wireTools({ find, ink, examples: props.examples, drawExample });
  const receive = newestPicture({ say, put, complain }, signal);
  offerSamples({ find, say, server, choices, sampling: props.sampling, receive }, signal);
  takePictures({ element, find, say, server, pad, receive, complain }, signal);
  offerOtherPad(find, say, pad);

  /** Take in that the sheet has changed. resting: the pen is up; byPen: the pen did it. */
  function changed(resting, byPen) {
    models.interrupt(byPen);
    showTools();
    showPen(ink.sheet.pen);
    complain("");
    const empty = bare(ink.sheet);
    find("section").classList.toggle("empty", empty);
    if (empty) models.forget();
    else models.ask(resting);
    drawing.set({ ...packed(), resting }); // after the question, which is to reach the server first
  }

  keepForNextPage(pad, packed, signal);
  const kept = keptFromLastPage[pad];
  if (kept?.strokes.length || kept?.frame) put(kept);
  else askAgain();
  models.name();

  for (const choice of [choices.model, choices.beside, choices.polish]) onNews(choice, askAgain, signal);
  onNews(channel("draw-again"), () => find(".lost").hidden || askAgain(), signal);
  shareCloserLook(find, choices, views, signal);
  channel(`example-${pad}`).subscribe(drawExample, signal);
  channel(`put-${pad}`).subscribe(put, signal);
  if (pad === "a") channel("draw-notice").subscribe(complain, signal);
  return dispose;
}

/** Write the pad's letter, and the ids by which the page knows its places. */
function namePad(find, say, pad) {
  const letter = pad.toUpperCase();
  for (const name of ["pad", "seen", "recon"]) find(`.${name}`).id = `${name}-${pad}`;
  find(".letter").textContent = find(".mark").textContent = letter;
  find("canvas.ink").setAttribute("aria-label", say("pad_hint", { letter }));
}

/** Have the example button lay one digit after the other on the sheet. Returns a function that lays that of a digit. */
function offerExamples(find, { examples, first }, put) {
  let next = first;
  function drawExample(digit) {
    put({ strokes: examples[digit] });
    next = (Number(digit) + 1) % 10;
  }
  find(".example").addEventListener("click", () => drawExample(next));
  return drawExample;
}

/** Subscribe to what a channel brings from now on: a new subscriber is given what holds already, which is no news. */
function onNews(news, listener, signal) {
  let begun = false;
  news.subscribe((value) => begun && listener(value), signal);
  begun = true;
}

/** Open and close the closer look of both pads together. What stands there came with the last answer while the pen was
    up. */
function shareCloserLook(find, choices, views, signal) {
  const closer = find(".closer");
  choices.closer.subscribe((open) => (closer.open = open), signal);
  closer.addEventListener("toggle", () => {
    if (closer.open !== choices.closer.value) choices.closer.set(closer.open);
    if (closer.open) views.showCloser();
  });
}
