/* The way between the two drawings: one call fetches all frames of a path, the slider then walks them without another. */

import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { PADS, followPoints } from "../points.js";
import { moveByHand } from "./moving.js";
import { playback } from "./playing.js";
import { offerFiles } from "./saving.js";
import { stageOf } from "./stage.js";
import { stripRequests } from "./strip_requests.js";
import { stripView } from "./strip_view.js";

/** Lay out the morph. props: see Morph in widget.py.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const kept = keptFromLastPage.morph ?? {};
  const state = channel("morph-state");
  const retry = channel("draw-again");
  /** @type {import("../types").Points} */
  const points = { a: null, b: null };
  const pathButtons = /** @type {HTMLInputElement[]} */ ([...element.querySelectorAll('[name="path"]')]);
  const path = () => find('[name="path"]:checked').value;

  const stage = stageOf(find, say);
  const view = stripView(find, say, go, signal);
  const playing = playback({ find, say, view, place, speed: kept.speed }, signal);
  const requests = stripRequests({ say, server, points, path, view, stage, playing, arrived });
  let due = true; // whether the next frames move by themselves once

  /** Stand at α, 0…1. */
  function place(alpha) {
    view.standAt(alpha);
    announce();
  }

  /** Go to α by the visitor's hand: what plays stops. */
  function go(alpha) {
    playing.stop();
    place(alpha);
  }

  /** Show by itself, once, what the slider does. */
  function arrived() {
    if (due && find("#morph").offsetParent) playing.sweep();
    due = false;
  }

  /** What plays gives way to any hand but the one on its own controls. */
  function stopByHand({ target }) {
    if (!target.closest(".playing, .try")) playing.stop();
  }

  function announce() {
    state.set({ alpha: view.alpha, path: path() });
  }

  function choosePath() {
    find(".note").textContent = say(`path_note_${path()}`);
    announce();
    requests.showPath();
  }

  /** Choose a path and α as a link or the page before asks for.
      @param {{alpha?: number, path?: string}} state */
  function restore({ alpha, path: wanted = path() }) {
    const radio = pathButtons.find(({ value }) => value === wanted);
    if (radio) radio.checked = true;
    if (alpha !== undefined && alpha >= 0 && alpha <= 1) {
      due = false;
      playing.stop();
      view.standAt(alpha);
    }
    choosePath();
  }

  moveByHand({ find, view, go }, signal);
  offerFiles({ element, find, say, server, points, path, playing });
  offerPairs(find, say, props.pairs, () => (due = true));
  for (const touch of ["pointerdown", "focusin"]) element.addEventListener(touch, stopByHand, { signal });
  find(".pixels").addEventListener("click", () => view.showPixels(!view.pixels));
  for (const radio of pathButtons) radio.addEventListener("change", choosePath);
  find(".again").addEventListener("click", () => retry.set(true));
  window.addEventListener("online", () => retry.set(true), { signal });
  retry.subscribe(() => stage.failed && requests.ask(), signal);

  const now = () => ({ alpha: view.alpha, path: path(), speed: playing.speed, pixels: view.pixels });
  keepForNextPage("morph", now, signal);
  view.showPixels(Boolean(kept.pixels));
  requests.forget();
  restore(kept);
  channel("morph-put").subscribe(restore, signal);
  for (const name of PADS) {
    channel(`drawing-${name}`).subscribe(({ strokes, frame }) => {
      find(".told").textContent = "";
      requests.drawingChanged(name, Boolean(strokes.length || frame));
    }, signal);
  }
  followPoints(points, requests.pointChanged, signal);
  return dispose;
}

/** Offer to lay a pair of examples on the pads, and then the next one.
    @param {{a: number, b: number}[]} pairs of digits
    @param {() => void} laid is called before they are laid */
function offerPairs(find, say, pairs, laid) {
  const button = find(".try");
  let next = 0;
  const name = () => (button.textContent = say("try_pair", pairs[next]));
  button.addEventListener("click", () => {
    laid();
    for (const pad of PADS) channel(`example-${pad}`).set(pairs[next][pad]);
    next = (next + 1) % pairs.length;
    name();
  });
  name();
}
