/* A sheet's ink on its canvas: all of it anew, or, while a stroke is drawn, the stroke over what was there before. */

import { contextOf, newCanvas, sharpen } from "../runtime/canvas.js";
import { onResize } from "../runtime/lifetime.js";
import { onColourChange } from "../runtime/paint.js";
import { lineWidth, sheetInk } from "./sheet.js";
import { strokeInk } from "./stroke.js";

/** Keep a canvas showing a sheet, in the canvas's own colour and in as many pixels as the screen shows of it.
    @param {HTMLCanvasElement} canvas
    @param {() => Readonly<import("./sheet.js").Sheet>} present gives what lies on the sheet now
    @param {AbortSignal} [signal]
    @returns {{paint: () => void, paintSoon: () => void, holdStill: () => void}} `paint`: all of it, now; `paintSoon`: what
      has changed, with the next frame; `holdStill`: until the next `paint` only the newest stroke changes, and what lies
      there now stays beneath it */
export function inkPainter(canvas, present, signal) {
  const context = contextOf(canvas);
  let frame = 0; // of the animation that will draw what the pen added
  /** @type {HTMLCanvasElement | null} */
  let beneath = null; // while a stroke is drawn: all that was there before

  /** Draw all ink anew: the one way it comes onto the sheet, so that it looks the same under the pen and ever after. */
  function redraw() {
    cancelAnimationFrame(frame);
    frame = 0;
    const sheet = present();
    const colour = getComputedStyle(canvas).color;
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (!beneath) return sheetInk(context, sheet, colour);
    context.drawImage(beneath, 0, 0);
    strokeInk(context, sheet.strokes.slice(-1), colour, lineWidth(sheet));
  }

  function paint() {
    beneath = null;
    redraw();
  }

  function fit() {
    if (sharpen(canvas)) paint();
  }

  onResize(canvas, fit, signal);
  onColourChange(paint, signal);
  signal?.addEventListener("abort", () => cancelAnimationFrame(frame));
  fit();
  return {
    paint,
    paintSoon() {
      frame ||= requestAnimationFrame(redraw);
    },
    holdStill() {
      redraw(); // an animation may not have run yet
      beneath = newCanvas(canvas.width, canvas.height);
      contextOf(beneath).drawImage(canvas, 0, 0);
    },
  };
}
