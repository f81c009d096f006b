/* Which drawing a figure works on: one of the ten examples, or what lies on sheet A of the Draw tab. */

import { bare } from "../../../kit/drawing/sheet.js";
import { channel } from "../../../kit/runtime/channels.js";

/** Lay out the choice: ten digits, and a tick for the visitor's own drawing while there is one.
    @param {Pick<import("../figure.js").Figure, "find" | "tenDigits" | "signal">} figure
    @param {number} first digit
    @param {() => void} changed is called when another drawing is chosen, or the chosen sheet was drawn on
    @returns {() => object} gives what the server is to be asked about: {digit}, or a sheet */
export function drawingChoice({ find, tenDigits, signal }, first, changed) {
  const tick = find(".own input");
  let digit = first;
  /** @type {import("../../../kit/runtime/types").PackedSheet | null} */
  let sheet = null; // sheet A with ink on it, as it travels

  tenDigits("fieldset", first, (chosen) => {
    digit = chosen;
    tick.checked = false;
    changed();
  });
  tick.addEventListener("change", changed);
  channel("drawing-a").subscribe(({ resting, ...drawn }) => {
    if (!resting) return;
    sheet = bare({ strokes: drawn.strokes, picture: /** @type {any} */ (drawn.frame) }) ? null : drawn;
    find(".own").hidden = !sheet;
    if (!tick.checked) return;
    tick.checked = Boolean(sheet);
    changed();
  }, signal);
  return () => (tick.checked && sheet ? sheet : { digit });
}
