/* What can be laid on the critic's sheet: the drawings of the Draw tab, a digit of the grid, examples. */

import { unpackedSheet } from "../../kit/drawing/sheet_codec.js";
import { channel } from "../../kit/runtime/channels.js";

/** Attach the buttons that lay something on the sheet.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {any} ink the sheet, as `deskIn` gives it
    @param {{examples: Record<number, import("../../kit/runtime/types").Stroke[]>, first: number}} props strokes of our
      own drawings by digit, and the one that comes first
    @param {AbortSignal} signal
    @returns {() => void} lays the next example on the sheet */
export function attachSources(find, say, ink, { examples, first }, signal) {
  let next = first;

  function layExample() {
    ink.put({ strokes: examples[next], picture: null, edited: false });
    next = (next + 1) % 10;
  }

  /** Have a button lay what a channel holds, while there is something to lay; `partsOf(value)` gives it, or null. */
  function attach(button, source, partsOf) {
    const parts = () => source.value && partsOf(source.value);
    function settle() {
      button.disabled = !parts();
      button.title = parts() ? "" : say("take_nothing");
    }
    settle();
    source.subscribe(settle, signal);
    button.addEventListener("click", () => parts() && ink.put(unpackedSheet(parts())));
  }

  for (const pad of /** @type {const} */ (["a", "b"])) {
    const drawing = (sheet) => (sheet.strokes.length || sheet.frame ? sheet : null);
    attach(find(`.sources .${pad}`), channel(`drawing-${pad}`), drawing);
  }
  attach(find(".sources .tile"), channel("dream-tile"), ({ pixels }) => (pixels ? { frame: pixels } : null));
  find(".example").addEventListener("click", layExample);
  return layExample;
}
