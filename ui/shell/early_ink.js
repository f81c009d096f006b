/* Ink before anything of Gradio's has run: the skeleton's two sheets take strokes, and hand them to the real ones. */

import { lengthen, penOn } from "../kit/drawing/pen.js";
import { rubbedOut, rubbing } from "../kit/drawing/rubber.js";
import { strokeInk } from "../kit/drawing/stroke.js";
import { contextOf, onPixelRatio, sharpen } from "../kit/runtime/canvas.js";
import { closestTo } from "../kit/runtime/find.js";
import { VISIT } from "../kit/runtime/storage_keys.js";

/** @typedef {import("../kit/runtime/types").Stroke} Stroke
    @typedef {import("../kit/runtime/types").HandOver} HandOver
    @typedef {import("../kit/drawing/edge.js").Point} Point
    @typedef {{strokes: Stroke[], down: boolean}} Drawn what lies on a sheet, and whether something is down on it */

const PADS = /** @type {const} */ (["a", "b"]);
/** @type {{[pad: string]: Drawn}} the sheets that were touched */
const sheets = {};
const leaving = new AbortController();
/** @type {(() => void) | undefined} what is to be done once every pen is up */
let leave;

/** Let the skeleton's sheets take ink.
    @returns {HandOver} gives the real sheets what was drawn */
export function takeInk() {
  // Sheets that get their drawings from a link, or from the page in the other language, are not drawn on before that.
  if (location.hash || comesBack()) document.documentElement.classList.add("returns");
  else addEventListener("pointerdown", prepare, { capture: true, signal: leaving.signal });
  return handOver;
}

/** Say whether the page before, in the other language, has left something. */
function comesBack() {
  try {
    return sessionStorage.getItem(VISIT) !== null;
  } catch {
    return false; // storage is switched off
  }
}

/** Have a sheet take ink from the first time on that something comes down on it: it hears of it right after this. */
function prepare(event) {
  const sheet = closestTo(event, "#skeleton .sheet");
  const canvas = sheet?.querySelector("canvas");
  const pad = sheet?.dataset.pad ?? "";
  if (sheet && canvas && !sheets[pad]) sheets[pad] = inkOn(sheet, canvas);
}

/** Let a sheet be drawn on.
    @param {HTMLElement} sheet
    @param {HTMLCanvasElement} canvas
    @returns {Drawn} */
function inkOn(sheet, canvas) {
  const { signal } = leaving;
  /** @type {Drawn} */
  const drawn = { strokes: [], down: false };
  let before = drawn.strokes;
  let erasing = false;
  /** @type {Point | null} */
  let spot = null; // where the eraser was last
  let frame = 0; // of the animation that will draw what the pen added

  function redraw() {
    frame = 0;
    const context = contextOf(canvas);
    if (!sharpen(canvas)) context.clearRect(0, 0, canvas.width, canvas.height);
    strokeInk(context, drawn.strokes, getComputedStyle(canvas).color);
    sheet.classList.toggle("inked", drawn.down || drawn.strokes.length > 0);
  }

  function rub(line, anew) {
    if (anew) spot = null;
    for (const place of line) {
      drawn.strokes = rubbedOut(drawn.strokes, rubbing(spot ?? place, place));
      spot = place;
    }
    redrawSoon();
  }

  const redrawSoon = () => (frame ||= requestAnimationFrame(redraw));
  addEventListener("resize", redrawSoon, { signal });
  onPixelRatio(redrawSoon, signal);
  canvas.addEventListener("transitionrun", redrawSoon, { signal }); // it has another colour
  penOn(
    canvas,
    {
      down(erases) {
        before = drawn.strokes;
        drawn.down = true;
        erasing = erases;
      },
      along(line, anew) {
        if (erasing) return rub(line, anew);
        if (anew) drawn.strokes = [...drawn.strokes, []];
        lengthen(drawn.strokes[drawn.strokes.length - 1], line);
        redrawSoon();
      },
      up(whole) {
        if (!whole) drawn.strokes = before;
        drawn.down = false;
        redraw();
        leave?.();
      },
    },
    signal,
  );
  return drawn;
}

/** Call `put(pad, strokes)` for each sheet that was drawn on, and then `then()`: now, or once every pen is up.
    @type {HandOver} */
function handOver(put, then) {
  leave = undefined;
  if (Object.values(sheets).some(({ down }) => down)) {
    leave = () => handOver(put, then);
    return;
  }
  leaving.abort();
  for (const pad of PADS) if (sheets[pad]?.strokes.length) put(pad, sheets[pad].strokes);
  then();
}
