/* Ink before anything of Gradio's has run: the skeleton's two sheets take strokes, and hand them to the real ones. */

import { placeOn, strokeInk } from "../kit/drawing/stroke.js";
import { VISIT } from "../kit/runtime/storage_keys.js";

const drawn = { a: [], b: [] }; // strokes as the widgets know them (ink.js)
let pen = null; // {id, canvas, strokes} while one is down
let frame = 0; // of the animation that will draw what the pen added
let leave; // what is to be done once the pen is up

/** Let the skeleton's sheets take ink. Returns `handOver(put, then)`, which gives the real sheets what was drawn. */
export function takeInk() {
  // Sheets that get their drawings from a link, or from the page in the other language, are not drawn on before that.
  if (location.hash || comesBack()) document.documentElement.classList.add("returns");
  else listen();
  return handOver;
}

function comesBack() {
  try {
    return sessionStorage.getItem(VISIT) !== null;
  } catch {
    return false; // storage is switched off
  }
}

function listen() {
  addEventListener("pointerdown", (event) => {
    const sheet = event.target.closest?.("#skeleton .sheet");
    if (!sheet || pen || event.button !== 0) return;
    event.preventDefault();
    sheet.classList.add("inked");
    const canvas = sheet.querySelector("canvas");
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (canvas.width !== side) canvas.width = canvas.height = side;
    canvas.setPointerCapture(event.pointerId);
    pen = { id: event.pointerId, canvas, strokes: drawn[sheet.dataset.pad] };
    pen.strokes.push([]);
    extend(event);
  });
  addEventListener("pointermove", (event) => event.pointerId === pen?.id && extend(event));
  for (const end of ["pointerup", "pointercancel"])
    addEventListener(end, (event) => event.pointerId === pen?.id && lift());
}

function extend(event) {
  const events = event.getCoalescedEvents?.() ?? [];
  for (const moment of events.length ? events : [event]) pen.strokes.at(-1).push(placeOn(pen.canvas, moment));
  frame ||= requestAnimationFrame(redraw);
}

function redraw() {
  frame = 0;
  if (!pen) return;
  const context = pen.canvas.getContext("2d");
  context.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
  strokeInk(context, pen.strokes, getComputedStyle(pen.canvas).color);
}

function lift() {
  redraw();
  pen = null;
  leave?.();
}

/** Call `put(pad, strokes)` for each sheet that was drawn on, and then `then()`: now, or once the pen is up. */
function handOver(put, then) {
  if (pen) {
    leave = () => handOver(put, then);
    return;
  }
  for (const [pad, strokes] of Object.entries(drawn)) if (strokes.length) put(pad, strokes);
  then();
}
