/* What is seen of a way: the frame at α, stills of all of it, and what each frame reads as. */

import { filmIn } from "../../kit/pictures/filmstrip.js";
import { SIDE, frameAt, frameOf } from "../../kit/pictures/frames.js";
import { WIDE, smoothInk } from "../../kit/pictures/smooth_ink.js";
import { bandText, drawBand } from "../../kit/pictures/probability_bands.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { onResize } from "../../kit/runtime/lifetime.js";
import { clearCanvas, onColourChange, paintInk } from "../../kit/runtime/paint.js";
import { frameIndex, onTheWay } from "./way.js";

/** Make what shows a strip.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {(alpha: number) => void} go is called with the α of a still that is clicked
    @param {AbortSignal} signal ends it
    @returns {{readonly strip: import("../types").Strip | null, readonly alpha: number, readonly pixels: boolean,
      show(strip: import("../types").Strip): void, blank(): void, standAt(alpha: number): void,
      showPixels(wanted: boolean): void}} strip: what is shown, which may be of an earlier pair of drawings; alpha: where
      it stands, 0…1; pixels: whether they are shown as they are, and not as ink; `blank` shows nothing */
export function stripView(find, say, go, signal) {
  const section = find("section");
  const slider = find("#alpha input");
  const canvas = find("#morph canvas");
  const ink = find(".smooth"); // lies over it
  const band = find(".bands canvas");
  const film = filmIn(find(".film"), go, signal);
  /** @type {import("../types").Strip | null} */
  let strip = null;
  let alpha = Number(slider.value); // finer than the slider's steps, for ink that moves

  function showFrame() {
    const about = say("alpha_value", { alpha: alpha.toFixed(2) });
    find(".where").textContent = about;
    slider.setAttribute("aria-valuetext", about);
    if (!strip) return;
    const index = frameIndex(alpha, strip.n);
    const reading = readingText(say, strip.proba[index]);
    paintInk(canvas, frameOf(strip, index), SIDE);
    if (!ink.hidden) paintInk(ink, smoothInk(frameAt(strip, alpha * (strip.n - 1))), WIDE);
    find(".says").textContent = reading;
    find(".bands i").style.left = `${alpha * 100}%`;
    slider.setAttribute("aria-valuetext", `${about}, ${reading}`);
    canvas.setAttribute("aria-label", `${about}, ${reading}`);
  }

  function showBand() {
    if (!strip) return;
    const text = bandText(say, strip.proba);
    drawBand(band, strip.proba);
    find(".turns").textContent = text;
    band.setAttribute("aria-label", text);
  }

  onResize(find(".bands"), showBand, signal);
  onColourChange(showBand, signal);
  return {
    get strip() {
      return strip;
    },
    get alpha() {
      return Number(slider.value);
    },
    get pixels() {
      return ink.hidden;
    },
    show(next) {
      strip = next;
      section.classList.remove("empty");
      film.show(strip);
      showBand();
      showFrame();
    },
    blank() {
      strip = null;
      section.classList.add("empty");
      find(".says").textContent = find(".turns").textContent = "";
      clearCanvas(canvas);
      clearCanvas(ink);
      film.blank();
    },
    standAt(place) {
      alpha = onTheWay(place);
      slider.value = alpha;
      showFrame();
    },
    showPixels(wanted) {
      ink.hidden = wanted;
      find(".pixels").setAttribute("aria-pressed", wanted);
      showFrame();
    },
  };
}
