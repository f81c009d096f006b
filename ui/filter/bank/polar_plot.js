/* Energy over direction at one point, as a polar plot: a closed curve for each scale. */

import { RADIUS, curveCorners, onCircle, pointsText } from "./polar_geometry.js";

const DOT = 4; // radius of a direction's dot
const BEYOND = 18; // of the outer circle, where the angles are written

/** Draw the grid of a polar plot.
    @param {SVGElement} svg holds groups of the classes grid, curves and rim
    @param {import("./bank_axes.js").BankAxes} axes
    @returns {(energies: number[][], largest: number, chosen: number) => void} draws the curves of energies
    [scale][direction] as shares of the largest one; the curve of scale number `chosen` stands out */
export function polarPlot(svg, { scales, directions, degrees, colour }) {
  const [grid, curves, rim] = ["grid", "curves", "rim"].map((name) => svg.querySelector("." + name));
  for (const share of [0.5, 1]) shape("circle", { r: share * RADIUS }, grid);
  for (let at = 0; at < 2 * directions; at++) {
    const [x, y] = onCircle(at, directions, RADIUS);
    shape("line", { x2: x, y2: y }, grid);
    shape("circle", { cx: x, cy: y, r: DOT, fill: colour(at % directions) }, rim);
    if (at % 2) continue;
    const [left, top] = onCircle(at, directions, RADIUS + BEYOND);
    shape("text", { x: left, y: top }, rim).textContent = `${degrees(at)}°`;
  }
  const lines = scales.map(() => shape("polygon", {}, curves));
  return (energies, largest, chosen) => {
    lines.forEach((line, scale) => {
      line.setAttribute("points", pointsText(curveCorners(energies[scale], largest)));
      line.classList.toggle("chosen", scale === chosen);
    });
    curves?.append(lines[chosen]); // on top of the others
  };
}

/** Add an SVG shape to a group. */
function shape(name, attributes, group) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  group.append(made);
  return made;
}
