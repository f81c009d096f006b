/* A sheet with its tools: undo, redo, clear and, where there is a button for it, an eraser. */

import { inkOn } from "./ink_canvas.js";
import { bare } from "./sheet.js";

/** place holds a canvas and buttons of the classes undo, redo, clear and eraser; it is .empty while nothing is drawn.
    `changed(resting)` is called after each change. Returns what `inkOn` does. */
export function deskIn(place, changed) {
  const find = (selector) => place.querySelector(selector);
  const ink = inkOn(find("canvas"), (resting) => {
    settle();
    changed(resting);
  });

  function settle() {
    const empty = bare(ink.sheet);
    place.classList.toggle("empty", empty);
    find(".undo").disabled = !ink.canUndo;
    find(".redo").disabled = !ink.canRedo;
    find(".clear").disabled = empty;
  }

  const tools = { undo: ink.undo, redo: ink.redo, clear: ink.clear };
  for (const [name, use] of Object.entries(tools)) find(`.${name}`).addEventListener("click", use);
  const eraser = find(".eraser");
  eraser?.addEventListener("click", () => {
    const yes = eraser.getAttribute("aria-pressed") !== "true";
    ink.erasing = yes;
    eraser.setAttribute("aria-pressed", yes);
    place.classList.toggle("erasing", yes);
  });
  place.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "z") event.shiftKey ? ink.redo() : ink.undo();
    else if (command && event.key === "y") ink.redo();
    else if (command || event.altKey) return;
    else if (event.key === "Delete" || event.key === "Backspace") ink.clear();
    else if (event.key === "e" && eraser) eraser.click();
    else return;
    event.preventDefault();
  });
  settle();
  return ink;
}
