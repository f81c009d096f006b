/* Ink before anything of Gradio's has run: the skeleton's two sheets take strokes, and hand them to the real ones. */

import { placeOn, strokeInk } from "../kit/drawing/stroke.js";
import { contextOf } from "../kit/runtime/canvas.js";
import { closestTo } from "../kit/runtime/find.js";
import { VISIT } from "../kit/runtime/storage_keys.js";

/** @typedef {import("../kit/runtime/types").Stroke} Stroke
    @typedef {import("../kit/runtime/types").HandOver} HandOver
    @typedef {{id: number, canvas: HTMLCanvasElement, strokes: Stroke[]}} Pen */

/** @type {{[pad: string]: Stroke[]}} as the real sheets keep them */
const drawn = { a: [], b: [] };
/** @type {Pen | null} while one is down */
let pen = null;
let frame = 0; // of the animation that will draw what the pen added
/** @type {(() => void) | undefined} what is to be done once the pen is up */
let leave;

/** Let the skeleton's sheets take ink.
    @returns {HandOver} gives the real sheets what was drawn */
export function takeInk() {
  // Sheets that get their drawings from a link, or from the page in the other language, are not drawn on before that.
  if (location.hash || comesBack()) document.documentElement.classList.add("returns");
  else listen();
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

function listen() {
  addEventListener("pointerdown", begin);
  addEventListener("pointermove", (event) => event.pointerId === pen?.id && extend(pen, event));
  const lift = (event) => event.pointerId === pen?.id && putDown();
  addEventListener("pointerup", lift);
  addEventListener("pointercancel", lift);
}

function begin(event) {
  const sheet = closestTo(event, "#skeleton .sheet");
  const canvas = sheet?.querySelector("canvas");
  if (!sheet || !canvas || pen || event.button !== 0) return;
  event.preventDefault();
  sheet.classList.add("inked");
  const side = Math.round(canvas.clientWidth * devicePixelRatio);
  if (canvas.width !== side) canvas.width = canvas.height = side;
  canvas.setPointerCapture(event.pointerId);
  pen = { id: event.pointerId, canvas, strokes: drawn[sheet.dataset.pad ?? ""] };
  pen.strokes.push([]);
  extend(pen, event);
}

/** Add to the newest stroke where the pen has been since.
    @param {Pen} down
    @param {PointerEvent} event */
function extend({ canvas, strokes }, event) {
  const events = event.getCoalescedEvents?.() ?? [];
  const stroke = strokes[strokes.length - 1];
  for (const moment of events.length ? events : [event]) stroke.push(placeOn(canvas, moment));
  frame ||= requestAnimationFrame(redraw);
}

function redraw() {
  frame = 0;
  if (!pen) return;
  const { canvas, strokes } = pen;
  const context = contextOf(canvas);
  context.clearRect(0, 0, canvas.width, canvas.height);
  strokeInk(context, strokes, getComputedStyle(canvas).color);
}

/** End the stroke, and do what waited for that. */
function putDown() {
  redraw();
  pen = null;
  leave?.();
}

/** Call `put(pad, strokes)` for each sheet that was drawn on, and then `then()`: now, or once the pen is up.
    @type {HandOver} */
function handOver(put, then) {
  if (pen) {
    leave = () => handOver(put, then);
    return;
  }
  if (drawn.a.length) put("a", drawn.a);
  if (drawn.b.length) put("b", drawn.b);
  then();
}
