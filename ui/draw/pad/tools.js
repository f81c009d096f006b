/* A pad's tools by button and by key: undo, redo, clear, eraser, and what hides behind "more". */

/** Return what a key does on a pad: "undo", "redo", "clear", "eraser", "example" (the key is its digit), or undefined
    for a key that does nothing.
    @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean}} event
    @param {object} examples by digit
    @returns {"undo" | "redo" | "clear" | "eraser" | "example" | undefined} */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }, examples) {
  const withCommand = ctrlKey || metaKey;
  if (withCommand && key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  if (withCommand && key === "y") return "redo";
  if (withCommand || altKey) return undefined;
  if (key === "Delete" || key === "Backspace") return "clear";
  if (key === "e") return "eraser";
  return key in examples ? "example" : undefined;
}

/** Have the buttons and keys of a pad work on its sheet.
    @param {{find: import("../types").Find, ink: any, examples: object, drawExample: (digit: string) => void}} parts
      ink: what `inkOn` gives
    @returns {() => void} shows what can be undone and redone */
export function wireTools({ find, ink, examples, drawExample }) {
  const [eraser, more, extras] = [find(".eraser"), find(".more"), find(".extras")];

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
  });

  const commands = { undo: ink.undo, redo: ink.redo, clear: ink.clear, eraser: toggleEraser, example: drawExample };
  find(".pad").addEventListener("keydown", (event) => {
    if (event.target.matches("input")) return;
    const command = commandOf(event, examples);
    if (!command) return;
    event.preventDefault();
    commands[command](event.key);
  });
  return () => {
    find(".undo").disabled = !ink.canUndo;
    find(".redo").disabled = !ink.canRedo;
  };
}
