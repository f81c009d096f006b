/* Ink on a canvas: a sheet that is drawn on by mouse, pen or finger, rubbed out, and taken back step by step. */

import { erased } from "./eraser.js";
import { newHistory } from "./history.js";
import { inkPainter } from "./ink_painter.js";
import { penOn } from "./pen.js";
import { BLANK, bare } from "./sheet.js";

/** @typedef {import("./sheet.js").Sheet} Sheet
    @typedef {import("./pen.js").Point} Point */

/** A canvas that is drawn on.
    @typedef {object} Ink
    @property {Readonly<Sheet>} sheet what lies on it
    @property {boolean} canUndo
    @property {boolean} canRedo
    @property {boolean} erasing set it to have the pen rub out instead
    @property {(parts: Partial<Sheet>) => void} put takes parts of another sheet
    @property {() => void} clear takes everything away
    @property {() => void} renew takes a new sheet; the old one cannot be brought back
    @property {() => void} undo
    @property {() => void} redo */

const NEAR = 0.003; // points closer than this to the last one say nothing new

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
  /** @type {Point | null} */
  let spot = null; // where the eraser was last
  /** @type {import("./history.js").History<Readonly<Sheet>>} */
  const history = newHistory();
  const painter = inkPainter(canvas, () => sheet, signal);
  const pen = penOn(canvas, { down, along, up }, signal);

  function down(places) {
    spot = null;
    if (!erasing) {
      history.remember(sheet);
      painter.holdStill();
      sheet = { ...sheet, strokes: [...sheet.strokes, []] };
      extend(places);
    } else if (!bare(sheet)) {
      history.remember(sheet);
      rub(places);
    }
  }

  function along(places) {
    if (erasing) rub(places);
    else extend(places);
  }

  function up() {
    history.forgetUnchanged(sheet); // the eraser met nothing
    painter.paint();
    changed(true, true);
  }

  function extend(places) {
    if (lengthen(sheet.strokes[sheet.strokes.length - 1], places)) tell();
  }

  function rub(places) {
    const before = sheet;
    for (const place of places) {
      sheet = erased(sheet, spot ?? place, place);
      spot = place;
    }
    if (sheet !== before) tell();
  }

  function tell() {
    painter.paintSoon();
    changed(false, true);
  }

  /** Lay another sheet; a stroke that is being drawn ends there. */
  function set(next) {
    pen.drop();
    sheet = next;
    painter.paint();
    changed(true, false);
  }

  return {
    get sheet() {
      return sheet;
    },
    get canUndo() {
      return history.canUndo;
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
      history.remember(sheet);
      set({ ...sheet, ...parts });
    },
    clear() {
      if (bare(sheet)) return;
      history.remember(sheet);
      set({ ...BLANK, pen: sheet.pen });
    },
    renew() {
      history.clear();
      set({ ...BLANK, pen: sheet.pen });
    },
    undo() {
      const before = history.undo(sheet);
      if (before) set(before);
    },
    redo() {
      const after = history.redo(sheet);
      if (after) set(after);
    },
  };
}

/** Add to a stroke, in place, those of some places that are not too near to the one before.
    @param {Point[]} stroke
    @param {Point[]} places
    @returns {boolean} whether there was one */
export function lengthen(stroke, places) {
  const before = stroke.length;
  for (const place of places) {
    const last = stroke[stroke.length - 1];
    if (!last || Math.hypot(place[0] - last[0], place[1] - last[1]) > NEAR) stroke.push(place);
  }
  return stroke.length > before;
}
