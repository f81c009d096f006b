/* A plot for each group of curves, with keys that say the values of the moment. */

import { make } from "../make.js";
import { drawCurves } from "./loss_curves.js";
import { valueScale } from "./time_scale.js";

/** Lay out the plots of a model.
    @param {HTMLElement} place
    @param {import("../types").Say} say
    @param {Record<string, string[]>} curves columns of the history, by plot; the first is a solid line, others are
      dashed */
export function layOutPlots(place, say, curves) {
  const plots = Object.entries(curves).map(([name, columns]) => layOutPlot(say, name, columns));
  place.replaceChildren(...plots.map(({ figure }) => figure));
  return {
    /** Paint all curves.
        @param {import("./record.js").TrainingRecord} record */
    draw({ epochs, history }) {
      for (const { name, columns, canvas } of plots) {
        const series = columns.map((column, at) => ({ values: history[column], dashed: at > 0 }));
        const scale = valueScale(
          name,
          series.map(({ values }) => values),
        );
        drawCurves(canvas, epochs, history.epoch, series, scale);
      }
    },
    /** Say the values of a moment.
        @param {import("./record.js").TrainingRecord} record
        @param {number} index */
    tell({ history, row }, index) {
      for (const { columns, values } of plots) {
        columns.forEach((column, at) => (values[at].textContent = history[column][row[index]].toPrecision(3)));
      }
    },
  };
}

function layOutPlot(say, name, columns) {
  const values = columns.map(() => make("b"));
  const keys = columns.map((column, at) =>
    make("span", { className: at ? "key dashed" : "key" }, make("i"), `${say(column)} `, values[at]),
  );
  const canvas = make("canvas", { role: "img", ariaLabel: say(name) });
  const caption = make("figcaption", {}, make("span", { textContent: say(name) }), ...keys);
  const figure = make("figure", { className: "plot" }, caption, make("div", { className: "area" }, canvas));
  return { name, columns, values, canvas, figure };
}
