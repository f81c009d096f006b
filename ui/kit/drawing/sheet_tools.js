/* A sheet with its tools: undo, redo, clear and, where there is a button for it, an eraser. */

import { finder } from "../runtime/find.js";
import { inkOn } from "./ink_canvas.js";
import { bare } from "./sheet.js";
import { toolOf } from "./tool_keys.js";

/** Give a sheet its tools.
    @param {HTMLElement} place holds a canvas and buttons of the classes undo, redo, clear and perhaps eraser; it is of the
      class empty while nothing is drawn, and of the class erasing while the eraser is in hand
    @param {(resting: boolean) => void} changed is called after each change of the sheet; resting is false while the pen is
      down
    @param {AbortSignal} [signal]
    @returns {import("./ink_canvas.js").Ink} */
export function deskIn(place, changed, signal) {
  const find = finder(place);
  const ink = inkOn(find("canvas"), settleAndTell, signal);
  const eraser = find(".eraser");
  const tools = { undo: ink.undo, redo: ink.redo, clear: ink.clear };

  function settle() {
    const empty = bare(ink.sheet);
    place.classList.toggle("empty", empty);
    find(".undo").disabled = !ink.canUndo;
    find(".redo").disabled = !ink.canRedo;
    find(".clear").disabled = empty;
  }

  function settleAndTell(resting) {
    settle();
    changed(resting);
  }

  function takeEraser() {
    ink.erasing = eraser.getAttribute("aria-pressed") !== "true";
    eraser.setAttribute("aria-pressed", ink.erasing);
    place.classList.toggle("erasing", ink.erasing);
  }

  for (const [name, use] of Object.entries(tools)) find(`.${name}`).addEventListener("click", use, { signal });
  eraser?.addEventListener("click", takeEraser, { signal });
  place.addEventListener(
    "keydown",
    (event) => {
      const tool = toolOf(event);
      if (!tool || (tool === "eraser" && !eraser)) return;
      event.preventDefault();
      if (tool === "eraser") eraser.click();
      else ink[tool]();
    },
    { signal },
  );
  settle();
  return ink;
}
