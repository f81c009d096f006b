/* What stands under a sheet: what the model sees, its reconstruction, and what both read as. */

import { best, percent, readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { onResize } from "../../kit/runtime/lifetime.js";
import { clearCanvas, onColourChange, paintInk } from "../../kit/runtime/paint.js";
import { digitBars } from "./digit_bars.js";
import { closerLook } from "./closer_look.js";

const SIDE = 28;

/** Return sentences about what is out of the ordinary: a reconstruction that reads otherwise than the drawing, a drawing
    unlike MNIST's digits.
    @param {import("../types").Say} say
    @param {{proba: number[], proba_hat: number[], nats?: number, high?: number}} answer
    @returns {string[]} */
export function remarks(say, { proba, proba_hat, nats, high }) {
  const sentences = [];
  const digit = best(proba_hat);
  if (best(proba) !== digit) sentences.push(say("recon_differs", { digit, share: percent(say, proba_hat[digit]) }));
  if (nats !== undefined && high !== undefined && nats > high) sentences.push(say("closer_unusual"));
  return sentences;
}

/** Make what shows answers in a pad's elements.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {string} letter "A" or "B"
    @param {AbortSignal} signal ends it
    @returns {{shown: any, show(answer: import("../types").Reconstruction): void, refuse(answer:
      import("../types").Answer): void, forget(): void, speak(answer: import("../types").Answer): void,
      showCloser(): void}} shown: the answer on the page, {} while nothing is drawn; `refuse` shows why there is none;
      `speak` tells screen readers; `showCloser` fills the closer look */
export function padViews(find, say, letter, signal) {
  const section = find("section");
  const raise = digitBars(find(".reading .bars"));
  const lookCloser = closerLook(find, say);
  /** @type {any} */
  let shown = {};
  /** @type {any} */
  let pictures = {}; // by the class of their place: grey bytes

  function show(answer) {
    shown = answer;
    pictures = { seen: fromBase64(shown.seen), recon: fromBase64(shown.recon) };
    if (shown.other) pictures.second = fromBase64(shown.other.recon);
    section.classList.remove("failed");
    section.classList.add("answered");
    for (const name in pictures) paintInk(find(`.${name} canvas`), pictures[name], SIDE);
    describe("seen", "seen_alt", shown.proba);
    describe("recon", "recon_alt", shown.proba_hat);
    if (shown.other) describe("second", "recon_alt", shown.other.proba_hat);
    find(".says").textContent = readingText(say, shown.proba);
    find(".but").textContent = remarks(say, shown).join(say("space"));
    raise(shown.proba);
    if (find(".closer").open) showCloser();
  }

  function describe(name, key, proba) {
    find(`.${name} canvas`).setAttribute("aria-label", say(key, { letter, digit: best(proba) }));
  }

  function showCloser() {
    if (pictures.seen) lookCloser(shown, pictures);
  }

  function refuse(answer) {
    section.classList.add("failed");
    find(".says").textContent = answer.lost ? "" : answer.error;
    find(".but").textContent = "";
  }

  /** Blank paper would look like an answer: say instead that nothing is drawn. */
  function forget() {
    shown = {};
    pictures = {};
    section.classList.remove("waiting", "failed", "answered", "polished");
    for (const name of [".says", ".but", ".spoken"]) find(name).textContent = "";
    for (const name of ["seen", "recon", "second", "difference"]) clearCanvas(find(`.${name} canvas`));
    for (const name of ["seen", "recon"]) find(`.${name} canvas`).setAttribute("aria-label", say("nothing_yet"));
    raise();
  }

  /** Only once the pen rests, or a screen reader would never stop. */
  function speak(answer) {
    if (answer.lost) return; // its sentence is an alert
    const lines = answer.ok ? [readingText(say, shown.proba), ...remarks(say, shown)] : [answer.error];
    find(".spoken").textContent = `${letter}: ${lines.join(" ")}`;
  }

  const showCloserIfOpen = () => find(".closer").open && showCloser();
  onColourChange(showCloserIfOpen, signal);
  onResize(find(".mu"), showCloserIfOpen, signal);
  return {
    get shown() {
      return shown;
    },
    show,
    refuse,
    forget,
    speak,
    showCloser,
  };
}
