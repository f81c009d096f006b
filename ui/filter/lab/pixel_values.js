/* The line of text below the pictures: the values under the pointer, or what the colours stand for. */

import { pixelUnder } from "./response_values.js";

/** What stands under the pictures.
    @typedef {object} Shown
    @property {string} part the part of the response that is chosen
    @property {string} norm
    @property {import("../../kit/runtime/types").GreyPicture} picture the one that is filtered
    @property {boolean} answered whether the response is that of this picture */

/** Write values while the pointer is over one of the pictures.
    @param {object} options
    @param {HTMLElement} options.pair holds the pictures' canvases
    @param {HTMLElement} options.line gets the text
    @param {(key: string, values?: object) => string} options.say
    @param {() => Shown | undefined} options.shown gives undefined until there is a response
    @param {(column: number, row: number) => [string, string][]} options.values of the response, as [part, text]
    @returns {{refresh(): void}} `refresh` writes the line anew */
export function pixelValues({ pair, line, say, shown, values }) {
  /** @type {[number, number] | undefined} */
  let hovered; // [column, row]

  function refresh() {
    const now = shown();
    if (!now) return;
    const { width, height } = now.picture;
    if (now.answered && hovered && hovered[0] < width && hovered[1] < height)
      line.textContent = valuesOf(now.picture, hovered);
    else line.textContent = say("hint_" + now.part, { unit: say("unit_" + now.norm) });
  }

  function valuesOf({ grey, width }, [column, row]) {
    const input = (grey[row * width + column] / 255).toFixed(2);
    const all = [["input", input], ...values(column, row).map(([part, value]) => ["part_" + part, value])];
    const texts = all.map(([name, value]) => say("value", { part: say(name), value }));
    return say("at", { x: column, y: row, values: texts.join(say("comma")) });
  }

  pair.addEventListener("pointermove", (event) => {
    const target = /** @type {Element} */ (event.target);
    const canvas = target.closest?.("canvas");
    hovered = canvas ? pixelUnder(canvas, canvas.getBoundingClientRect(), event) : undefined;
    refresh();
  });
  pair.addEventListener("pointerleave", () => {
    hovered = undefined;
    refresh();
  });
  return { refresh };
}
