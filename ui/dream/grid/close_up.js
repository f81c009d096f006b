/* One digit from close by: what it is, where it can be sent, ways that begin with it. */

import { greyPixels } from "../../kit/drawing/picture_file.js";
import { SIDE } from "../../kit/pictures/frames.js";
import { percent } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { paintInk } from "../../kit/runtime/paint.js";

const LAB_SIDE = 384; // px of the picture that the Filter tab gets, as large as a drawing

/** `tile(place)` gives {model, z, label, pixels, reads_as, sure, score, seed, at, critic} or undefined;
    `left(place)` is called when the close-up is shut. Returns open(place) and refresh(). */
export function closeUp(find, say, tile, left) {
  const dialog = find("dialog");
  const sent = dialog.querySelector(".sent");
  let place = 0;
  let shown;

  function show(where) {
    const found = tile(where);
    if (!found) return;
    [place, shown] = [where, found];
    const { at, seed, model, label, temperature, reads_as: digit, sure, score, critic } = found;
    const canvas = dialog.querySelector("canvas");
    paintInk(canvas, fromBase64(found.pixels), SIDE);
    dialog.querySelector("h3").textContent = say("tile_title", { number: at + 1, seed });
    const reading = say("tile_reads", { digit, share: percent(say, sure) });
    const judged = score === null ? "" : say("tile_score", { score: score.toFixed(3), critic: say(`model_${critic}`) });
    dialog.querySelector(".reading").textContent = [reading, judged].filter(Boolean).join(say("space"));
    canvas.ariaLabel = dialog.querySelector(".reading").textContent;
    const asked = label === null ? [] : [say("tile_asked", { digit: label })];
    const facts = [say(`model_${model}`), ...asked, say("tile_temperature", { temperature })];
    dialog.querySelector(".facts").textContent = facts.join(" · ");
    dialog.querySelector(".before").disabled = !tile(where - 1);
    dialog.querySelector(".after").disabled = !tile(where + 1);
    sent.replaceChildren();
    channel("dream-tile").set(found);
  }

  const tabs = { a: "tab-draw-button", b: "tab-draw-button", filter: "tab-filter-button" };
  function send(to) {
    if (to === "filter")
      channel("filter-picture").set({ ...inked(), name: say("tile_name", { digit: shown.reads_as }) });
    else channel(`put-${to}`).set({ strokes: [], frame: shown.pixels, edited: false });
    const go = Object.assign(document.createElement("button"), { type: "button", textContent: say("go_there") });
    go.addEventListener("click", () => {
      dialog.close();
      document.getElementById(tabs[to]).click();
      scrollTo(0, 0);
    });
    sent.replaceChildren(say(`sent_${to}`), " ", go);
  }

  /** Black ink on white, enlarged, as the Filter tab takes pictures. */
  function inked() {
    const small = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    const picture = new ImageData(SIDE, SIDE);
    fromBase64(shown.pixels).forEach((grey, at) => picture.data.set([255 - grey, 255 - grey, 255 - grey, 255], 4 * at));
    small.getContext("2d").putImageData(picture, 0, 0);
    return greyPixels(small, LAB_SIDE / SIDE);
  }

  for (const button of dialog.querySelectorAll("[data-send]"))
    button.addEventListener("click", () => send(button.dataset.send));
  for (const button of dialog.querySelectorAll("[data-steer]")) {
    button.addEventListener("click", () => {
      dialog.close();
      channel("steer-take").set({ tile: shown, slot: button.dataset.steer });
    });
  }
  dialog.querySelector(".shut").addEventListener("click", () => dialog.close());
  dialog.querySelector(".before").addEventListener("click", () => show(place - 1));
  dialog.querySelector(".after").addEventListener("click", () => show(place + 1));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it
  dialog.addEventListener("close", () => left(place));
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(place + by);
  });
  return {
    open(where) {
      show(where);
      if (shown && !dialog.open) dialog.showModal();
    },
  };
}
