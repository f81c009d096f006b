/* Keys that use a sheet's tools, on whatever keyboard. */

/** What a key event says.
    @typedef {{key: string, code: string, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean, altKey: boolean}} Key */

/** Read which character a key gives, in lower case whatever Caps Lock says. Where a keyboard writes no Latin, as with
    Cyrillic, or an input method keeps the character to itself, it is the one that a Latin keyboard has in that place.
    @param {{key: string, code: string}} event
    @returns {string} other keys have names, such as "Delete" */
export function latinKey({ key, code }) {
  const latin = [...key].length === 1 ? key < "\u0250" : !/^(Process|Unidentified)$/.test(key);
  const there = /^(?:Key|Digit|Numpad)(\w)$/.exec(code ?? "")?.[1];
  return (latin ? key : (there ?? key)).replace(/^.$/, (letter) => letter.toLowerCase());
}

/** Find which tool a key means.
    @param {Key} event
    @returns {"undo" | "redo" | "clear" | "eraser" | undefined} */
export function toolOf({ key, code, ctrlKey, metaKey, shiftKey, altKey }) {
  const name = latinKey({ key, code });
  if (altKey) return undefined; // with Ctrl it is AltGr, which writes
  if (ctrlKey || metaKey) {
    if (name === "z") return shiftKey ? "redo" : "undo";
    return name === "y" && !shiftKey ? "redo" : undefined;
  }
  if (name === "Delete" || name === "Backspace") return "clear";
  return name === "e" && !shiftKey ? "eraser" : undefined;
}
