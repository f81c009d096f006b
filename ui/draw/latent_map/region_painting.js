/* The regions of the digits, drawn over the map as a tint and an outline. */

import { DIGITS } from "../../kit/pictures/digit_colours.js";
import { inks, paper } from "../../kit/pictures/line_plot.js";
import { regionBorders, regionPixels } from "./class_regions.js";

const TINT = 0.34; // opacity
const OUTLINE = 1.6; // CSS px

/** Paint regions on a canvas that covers the plane; does nothing while it is hidden.
    @param {HTMLCanvasElement} canvas
    @param {Uint8Array} regions fine × fine digits
    @param {number} fine
    @param {number} inset share of the plane that lies around the outermost points, on each side */
export function drawRegions(canvas, regions, fine, inset) {
  const sheet = paper(canvas);
  if (!sheet?.context) return;
  const { context, width, height } = sheet;
  const step = ((1 - 2 * inset) * width) / (fine - 1); // px between two points
  const [left, top] = [inset * width, inset * height];

  const small = Object.assign(document.createElement("canvas"), { width: fine, height: fine });
  small.getContext("2d")?.putImageData(new ImageData(regionPixels(regions, DIGITS), fine, fine), 0, 0);
  context.globalAlpha = TINT;
  context.drawImage(small, left - step / 2, top - step / 2, fine * step, fine * step);
  context.globalAlpha = 1;

  context.beginPath();
  for (const [x, y, toX, toY] of regionBorders(regions, fine)) {
    context.moveTo(left + x * step, top + y * step);
    context.lineTo(left + toX * step, top + toY * step);
  }
  context.lineCap = "round";
  context.strokeStyle = inks(canvas).accent;
  context.lineWidth = OUTLINE;
  context.stroke();
}
