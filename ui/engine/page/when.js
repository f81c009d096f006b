/* When the networks come to the browser: where the visitor wants it, or where it makes the page quicker. */

/** Which one computes. @typedef {"auto" | "browser" | "server"} Mode */

/** @type {Mode[]} */
export const MODES = ["auto", "browser", "server"];
const SLOW = 40; // ms of an answer: two frames and a half, from where on a drawing lags behind the pen
const ENOUGH = 3; // answers that are waited for

/** Read the mode that the page's address asks for.
    @param {string} query such as "?engine=browser"
    @returns {Mode} */
export function modeIn(query) {
  const wanted = new URLSearchParams(query).get("engine");
  return MODES.find((mode) => mode === wanted) ?? "auto";
}

/** Tell whether the engine is to be fetched now.
    @param {Mode} mode
    @param {{saveData: boolean, milliseconds: number[], refused: boolean}} seen saveData: the visitor pays for each byte;
      milliseconds: how long the server's live answers took; refused: whether it was busy, or gave none
    @returns {boolean} */
export function isWanted(mode, { saveData, milliseconds, refused }) {
  if (mode !== "auto") return mode === "browser";
  if (saveData) return false;
  const first = milliseconds.slice(0, ENOUGH).sort((a, b) => a - b);
  return refused || (first.length === ENOUGH && first[1] > SLOW);
}
