/* One digit from close by: what it is, where it can be sent, paths that begin with it. */

import { SIDE } from "../../kit/pictures/frames.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { make } from "../make.js";
import { openTab, sendTile } from "./send_tile.js";
import { factsLine, readingLine } from "./tile_text.js";

/** Prepare the dialog of a digit.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {(place: number) => import("../../kit/runtime/types").GeneratedDigit | undefined} tileAt gives the digit at
      a place of the grid, if there is one
    @param {(place: number) => void} closed called with the place last shown
    @returns {(place: number) => void} opens the dialog */
export function layOutCloseUp(find, say, tileAt, closed) {
  const dialog = find("dialog");
  /** @type {import("../../kit/runtime/types").GeneratedDigit | undefined} */
  let shown;
  let place = 0;

  function show(where) {
    const tile = tileAt(where);
    if (!tile) return;
    [place, shown] = [where, tile];
    showTile(dialog, say, tile);
    dialog.querySelector(".before").disabled = !tileAt(where - 1);
    dialog.querySelector(".after").disabled = !tileAt(where + 1);
    channel("dream-tile").set(tile);
  }

  watchTurning(dialog, (by) => show(place + by));
  watchClosing(dialog, () => closed(place));
  watchSending(dialog, say, () => shown);
  return (where) => {
    show(where);
    if (shown && !dialog.open) dialog.showModal();
  };
}

function showTile(dialog, say, tile) {
  const canvas = dialog.querySelector("canvas");
  paintInk(canvas, fromBase64(tile.pixels), SIDE);
  dialog.querySelector("h3").textContent = say("tile_title", { number: tile.at + 1, seed: tile.seed });
  canvas.ariaLabel = dialog.querySelector(".reading").textContent = readingLine(say, tile);
  dialog.querySelector(".facts").textContent = factsLine(say, tile);
  dialog.querySelector(".sent").replaceChildren();
}

/** Call `turn(by)` for the buttons and keys that lead to the digit before (−1) or after (1). */
function watchTurning(dialog, turn) {
  dialog.querySelector(".before").addEventListener("click", () => turn(-1));
  dialog.querySelector(".after").addEventListener("click", () => turn(1));
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    turn(by);
  });
}

function watchClosing(dialog, closed) {
  dialog.querySelector(".shut").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  dialog.addEventListener("close", closed);
}

/** Send the digit that `shown()` gives where the buttons say: to another tab, or to the paths below the grid. */
function watchSending(dialog, say, shown) {
  for (const button of dialog.querySelectorAll("[data-send]")) {
    const to = button.dataset.send;
    button.addEventListener("click", () => {
      sendTile(shown(), to, say);
      const go = make("button", { type: "button", textContent: say("go_there") });
      go.addEventListener("click", () => {
        dialog.close();
        openTab(to);
      });
      dialog.querySelector(".sent").replaceChildren(say(`sent_${to}`), " ", go);
    });
  }
  for (const button of dialog.querySelectorAll("[data-steer]")) {
    button.addEventListener("click", () => {
      dialog.close();
      channel("steer-take").set({ tile: shown(), slot: button.dataset.steer });
    });
  }
}
