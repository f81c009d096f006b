/* A pad's tools by button and by key: undo, redo, clear, eraser, and what hides behind "more". */

import { latinKey, toolOf } from "../../kit/drawing/tool_keys.js";

/** Return what a key does on a pad: a tool of every sheet, "example" (the key is its digit), or undefined for a key that
    does nothing.
    @param {import("../../kit/drawing/tool_keys.js").Key} event
    @param {object} examples by digit
    @returns {"undo" | "redo" | "clear" | "eraser" | "example" | undefined} */
export function commandOf(event, examples) {
  const tool = toolOf(event);
  if (tool || event.ctrlKey || event.metaKey || event.altKey) return tool;
  return latinKey(event) in examples ? "example" : undefined;
}

/** Have the buttons and keys of a pad work on its sheet.
    @param {{find: import("../types").Find, ink: any, examples: object, drawExample: (digit: string) => void}} parts
      ink: what `inkOn` gives
    @returns {() => void} shows what can be undone and redone */
export function wireTools({ find, ink, examples, drawExample }) {
  const [eraser, more, extras, enlarger] = [".eraser", ".more", ".extras", ".enlarge"].map(find);

  /** Give the sheet the room of both, or take it back. It shows on a phone alone. */
  function enlarge(wanted) {
    find("section").classList.toggle("large", wanted);
    enlarger.setAttribute("aria-pressed", wanted);
  }

  function toggleEraser() {
    const erasing = eraser.getAttribute("aria-pressed") !== "true";
    ink.erasing = erasing;
    eraser.setAttribute("aria-pressed", erasing);
    find(".sheet").classList.toggle("erasing", erasing);
  }

  find(".clear").addEventListener("click", ink.clear);
  find(".undo").addEventListener("click", ink.undo);
  find(".redo").addEventListener("click", ink.redo);
  eraser.addEventListener("click", toggleEraser);
  more.addEventListener("click", () => {
    extras.hidden = !extras.hidden;
    more.setAttribute("aria-expanded", !extras.hidden);
    enlarge(!extras.hidden);
  });
  enlarger.addEventListener("click", () => enlarge(enlarger.getAttribute("aria-pressed") !== "true"));

  const commands = { undo: ink.undo, redo: ink.redo, clear: ink.clear, eraser: toggleEraser, example: drawExample };
  find(".pad").addEventListener("keydown", (event) => {
    if (event.target.matches("input")) return;
    const command = commandOf(event, examples);
    if (!command) return;
    event.preventDefault();
    commands[command](latinKey(event));
  });
  return () => {
    find(".undo").disabled = !ink.canUndo;
    find(".redo").disabled = !ink.canRedo;
  };
}
