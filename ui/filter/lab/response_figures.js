/* The response as figures: one of its parts or all four, each with a bar of its colours. */

import { PART_COLOURS, gradient, paintGrey } from "../../kit/pictures/colour_maps.js";
import { barEnds, valueAt } from "./response_values.js";

export const PARTS = ["real", "imaginary", "magnitude", "phase"];
export const ALL = "all"; // in place of a part: all four of them
const FADES = 24; // of 255 levels of magnitude: below, phases fade

/** Show the response in the figure that the page begins with, and in copies of it.
    @param {(selector: string) => any} find
    @param {(key: string, values?: object) => string} say
    @returns {{show: (parts: Record<string, any>, wanted: string) => void, values: (column: number, row: number) => [string, string][]}}
    `show` gets the server's answer, {part: {picture, peak}}, and which part is wanted, or "all"; `values` gives the
    value of each part that is shown, as [part, text] */
export function responseFigures(find, say) {
  const outputs = find(".outputs");
  const first = partFigure(find("#gabor-output"), say);
  /** @type {Record<string, any>} */
  let figures = { real: first }; // by the part that they show

  /** Have as many figures as there are parts to show; the first one is always there. */
  function arrange(parts) {
    if (parts.every((part) => figures[part]) && Object.keys(figures).length === parts.length) return;
    const spare = Object.values(figures).filter((one) => one !== first);
    figures = {};
    parts.forEach((part, at) => {
      figures[part] = at === 0 ? first : (spare.shift() ?? partFigure(copyOf(first.figure), say));
      outputs.append(figures[part].figure);
    });
    for (const one of spare) one.figure.remove();
  }

  return {
    show(parts, wanted) {
      const all = wanted === ALL;
      outputs.classList.toggle("four", all);
      arrange(all ? PARTS : [wanted]);
      for (const part in figures)
        figures[part].show({ part, ...parts[part] }, part === "phase" && parts.magnitude?.picture, all);
    },
    values: (column, row) => Object.entries(figures).map(([part, figure]) => [part, figure.value(column, row)]),
  };
}

/** Copy a figure without what may stand on a page only once. */
function copyOf(figure) {
  const copy = figure.cloneNode(true);
  copy.removeAttribute("id");
  copy.removeAttribute("aria-busy");
  return copy;
}

/** Tie a figure together: its canvas, its name, the bar of its colours, and the values of its pixels. */
function partFigure(figure, say) {
  const canvas = figure.querySelector("canvas");
  const bar = figure.querySelector(".bar i");
  const [low, high] = figure.querySelectorAll(".bar output");
  let shown;

  /** Show a part. faded: the magnitude's picture where it is to fade the phase; brief: there is little room for words. */
  function show(response, faded, brief) {
    shown = response;
    const { part, peak, picture } = response;
    paintGrey(canvas, picture, PART_COLOURS[part], faded ? { grey: faded.grey, full: FADES } : undefined);
    figure.dataset.part = part;
    canvas.ariaLabel = say("output_alt_" + part);
    figure.querySelector(".name").textContent = say((brief ? "part_" : "output_") + part);
    bar.style.background = peak ? gradient(PART_COLOURS[part]) : "";
    [low.textContent, high.textContent] = barEnds(part, peak);
  }

  return { figure, show, value: (column, row) => valueAt(shown, column, row) };
}
