/* Ink on a canvas: strokes [[[x, y], …], …] in 0…1, drawn by mouse, pen or finger, over a picture where there is one. */

import { onThemeChange } from "../runtime/paint.js";
import { erased } from "./eraser.js";
import { BLANK, bare, lineWidth, sheetInk } from "./sheet.js";
import { placeOn, strokeInk } from "./stroke.js";

const NEAR = 0.003; // points closer than this to the last one say nothing new
const UNDONE = 200; // steps that can be taken back

/** `changed(resting, byPen)` is called after each change of the sheet; resting is false while the pen is down. */
export function inkOn(canvas, changed) {
  const context = canvas.getContext("2d");
  let sheet = BLANK;
  let pointer = null; // id of the pointer that draws; a second finger is ignored
  let erasing = false;
  let heard = 0; // time stamp of the newest pointer event that was taken in
  let frame = 0; // of the animation that will draw what the pen added
  let beneath = null; // while a stroke is drawn: a canvas with all that was there before
  let spot = null; // where the eraser was last
  const done = [];
  const undone = [];

  const width = () => lineWidth(sheet);

  /** All ink anew: the one way it comes onto the sheet, so that it looks the same under the pen and ever after. */
  function redraw() {
    cancelAnimationFrame(frame);
    frame = 0;
    const colour = getComputedStyle(canvas).color;
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (!beneath) return sheetInk(context, sheet, colour);
    context.drawImage(beneath, 0, 0);
    strokeInk(context, sheet.strokes.slice(-1), colour, width());
  }

  function afresh() {
    beneath = null;
    redraw();
  }

  function fit() {
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (!side || side === canvas.width) return; // a hidden tab has no width: keep what is there
    canvas.width = canvas.height = side;
    afresh();
  }

  /** The places of an event and of those that the browser folded into it, without what has been heard already. (Of
      two with one time stamp the second may be news: if it is not, it lies where the first one did.) */
  function places(event) {
    const coalesced = event.getCoalescedEvents?.() ?? [];
    const fresh = (coalesced.length ? coalesced : [event]).filter((moment) => moment.timeStamp >= heard);
    heard = fresh.at(-1)?.timeStamp ?? heard;
    return fresh.map((moment) => placeOn(canvas, moment));
  }

  function extend(event) {
    const stroke = sheet.strokes.at(-1);
    const before = stroke.length;
    for (const point of places(event)) {
      const last = stroke.at(-1);
      if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) > NEAR) stroke.push(point);
    }
    if (stroke.length > before) tell();
  }

  function rub(event) {
    const before = sheet;
    for (const point of places(event)) {
      sheet = erased(sheet, spot ?? point, point);
      spot = point;
    }
    if (sheet !== before) tell();
  }

  function tell() {
    frame ||= requestAnimationFrame(redraw);
    changed(false, true);
  }

  function remember() {
    done.push(sheet);
    if (done.length > UNDONE) done.shift();
    undone.length = 0;
  }

  function set(next) {
    pointer = null;
    sheet = next;
    afresh();
    changed(true, false);
  }

  // On the sheet around the canvas, whose rounded corners would let a pen through.
  canvas.parentElement.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    pointer = event.pointerId;
    heard = 0;
    spot = null;
    if (!erasing) {
      remember();
      redraw(); // an animation may not have run yet
      beneath = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
      beneath.getContext("2d").drawImage(canvas, 0, 0);
      sheet = { ...sheet, strokes: [...sheet.strokes, []] };
      extend(event);
    } else if (!bare(sheet)) {
      remember();
      rub(event);
    }
  });
  // The raw update comes at once, the move with the next frame: whichever is first is taken, the other skipped.
  for (const move of ["pointerrawupdate", "pointermove"]) {
    canvas.addEventListener(move, (event) => {
      if (event.pointerId !== pointer) return;
      if (erasing) rub(event);
      else extend(event);
    });
  }
  const lift = (event) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    if (done.at(-1) === sheet) done.pop(); // the eraser met nothing
    afresh();
    changed(true, true);
  };
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) canvas.addEventListener(end, lift);
  // Safari scrolls and selects in spite of touch-action when the drawing begins at the page's edge.
  canvas.addEventListener("touchmove", (event) => event.preventDefault(), { passive: false });

  new ResizeObserver(fit).observe(canvas);
  onThemeChange(afresh);
  fit();

  return {
    get sheet() {
      return sheet;
    },
    get canUndo() {
      return done.length > 0;
    },
    get canRedo() {
      return undone.length > 0;
    },
    set erasing(yes) {
      erasing = yes;
    },
    /** Take parts of another sheet. */
    put(parts) {
      remember();
      set({ ...sheet, ...parts });
    },
    clear() {
      if (bare(sheet)) return;
      remember();
      set({ ...BLANK, pen: sheet.pen });
    },
    /** Take a new sheet; the old one cannot be brought back. */
    renew() {
      done.length = undone.length = 0;
      set({ ...BLANK, pen: sheet.pen });
    },
    undo() {
      if (!done.length) return;
      undone.push(sheet);
      set(done.pop());
    },
    redo() {
      if (!undone.length) return;
      done.push(sheet);
      set(undone.pop());
    },
  };
}
