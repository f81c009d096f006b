/* The point of the picture under the pointer: its polar plot, and which wavelet responds most there. */

import { levelsAt, tileSize } from "./contact_sheet.js";
import { pointEnergies } from "./point_energies.js";
import { polarPlot } from "./polar_plot.js";

/** Tie the plot to the pictures over which the pointer moves.
    @param {object} options
    @param {(selector: string) => any} options.find
    @param {import("./bank_axes.js").BankAxes} options.axes
    @param {(key: string, values?: object) => string} options.say
    @param {() => number} options.row which scale's maps are shown: its curve stands out over them
    @returns {{show: (sheet: import("./contact_sheet.js").ContactSheet & {peak: number}, point?: [number, number]) => void,
    showRow: () => void}} `show` takes a new sheet, and another point, each of x and y in 0…1, where one is given;
    `showRow` has the curve of the row stand out */
export function pointView({ find, axes, say, row }) {
  const { degrees, px } = axes;
  const { style } = find("#gabor-bank");
  const plot = polarPlot(find("svg"), axes);
  let over = row(); // the scale whose curve stands out
  let sheet;
  let point;

  function paint() {
    const [width, height] = tileSize(sheet);
    const levels = levelsAt(sheet, Math.floor(point[0] * width), Math.floor(point[1] * height));
    const { energies, largest, strongest } = pointEnergies(levels, sheet.peak);
    style.setProperty("--x", point[0]);
    style.setProperty("--y", point[1]);
    plot(energies, largest, over);
    const { scale, direction, magnitude } = strongest;
    const value = String(+magnitude.toPrecision(2));
    find(".point").textContent = largest
      ? say("strongest_here", { theta: degrees(direction), px: px(scale), value })
      : say("nothing_here");
  }

  function follow(event) {
    const holder = event.target.closest?.(".tile, .maps figure");
    if (!holder || !sheet) return;
    const box = holder.querySelector("canvas").getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    if (!(x >= 0 && x < 1 && y >= 0 && y < 1)) return;
    point = [x, y];
    over = +(holder.dataset.row ?? row());
    paint();
  }

  for (const type of ["pointermove", "pointerdown"]) find(".inside").addEventListener(type, follow);
  return {
    show(newest, other) {
      sheet = newest;
      point = other ?? point;
      paint();
    },
    showRow() {
      over = row();
      if (sheet) paint();
    },
  };
}
