/* Ink on a canvas: a sheet that is drawn on by mouse, pen or finger, rubbed out, and taken back step by step. */

import { erased } from "./eraser.js";
import { newHistory } from "./history.js";
import { inkPainter } from "./ink_painter.js";
import { lengthen, penOn } from "./pen.js";
import { BLANK, bare } from "./sheet.js";

/** @typedef {import("./sheet.js").Sheet} Sheet
    @typedef {import("./edge.js").Point} Point */

/** A canvas that is drawn on.
    @typedef {object} Ink
    @property {Readonly<Sheet>} sheet what lies on it
    @property {boolean} canUndo
    @property {boolean} canRedo
    @property {boolean} erasing set it to have the pen rub out instead; a pen that is turned over does so anyway
    @property {(parts: Partial<Sheet>) => void} put takes parts of another sheet
    @property {() => void} clear takes everything away
    @property {() => void} renew takes a new sheet; the old one cannot be brought back
    @property {() => void} undo
    @property {() => void} redo */

/** Let a canvas be drawn on.
    @param {HTMLCanvasElement} canvas
    @param {(resting: boolean, byPen: boolean) => void} changed is called after each change of the sheet; resting is false
      while the pen is down
    @param {AbortSignal} [signal]
    @returns {Ink} */
export function inkOn(canvas, changed, signal) {
  /** @type {Readonly<Sheet>} */
  let sheet = BLANK;
  let erasing = false;
  let rubbing = false; // whether the contact that is down rubs out
  /** @type {Readonly<Sheet> | null} */
  let before = null; // while something is down: what lay there
  /** @type {Point | null} */
  let spot = null; // where the eraser was last
  /** @type {import("./history.js").History<Readonly<Sheet>>} */
  const history = newHistory();
  const painter = inkPainter(canvas, () => sheet, signal);
  const pen = penOn(canvas, { down, along, up }, signal);

  function down(erases) {
    before = sheet;
    rubbing = erasing || erases;
  }

  function along(line, anew) {
    if (rubbing) rub(line, anew);
    else extend(line, anew);
  }

  function up(whole) {
    if (!whole && before) sheet = before;
    keep();
    painter.paint();
    changed(true, true);
  }

  /** Make what a contact has done, in however many lines, one step that can be taken back. */
  function keep() {
    if (before && before !== sheet) history.remember(before);
    before = null;
  }

  function extend(line, anew) {
    if (anew) {
      painter.holdStill();
      sheet = { ...sheet, strokes: [...sheet.strokes, []] };
    }
    if (lengthen(sheet.strokes[sheet.strokes.length - 1], line)) tell();
  }

  function rub(line, anew) {
    const whole = sheet;
    if (anew) spot = null;
    for (const place of line) {
      sheet = erased(sheet, spot ?? place, place);
      spot = place;
    }
    if (sheet !== whole) tell();
  }

  function tell() {
    painter.paintSoon();
    changed(false, true);
  }

  /** End what is being drawn, before something else happens to the sheet. */
  function finish() {
    pen.drop();
    if (before) up(true);
  }

  function set(next) {
    sheet = next;
    painter.paint();
    changed(true, false);
  }

  return {
    get sheet() {
      return sheet;
    },
    get canUndo() {
      return history.canUndo || (before !== null && before !== sheet);
    },
    get canRedo() {
      return history.canRedo;
    },
    get erasing() {
      return erasing;
    },
    set erasing(yes) {
      erasing = yes;
    },
    put(parts) {
      finish();
      history.remember(sheet);
      set({ ...sheet, ...parts });
    },
    clear() {
      finish();
      if (bare(sheet)) return;
      history.remember(sheet);
      set({ ...BLANK, pen: sheet.pen });
    },
    renew() {
      finish();
      history.clear();
      set({ ...BLANK, pen: sheet.pen });
    },
    undo() {
      finish();
      const earlier = history.undo(sheet);
      if (earlier) set(earlier);
    },
    redo() {
      finish();
      const later = history.redo(sheet);
      if (later) set(later);
    },
  };
}
