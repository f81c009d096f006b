/* Regions of the digits: fine × fine numbers 0…9, row by row, drawn over a plane as a tint and an outline. */

import { DIGITS } from "../../kit/pictures/digit_colours.js";
import { inks, paper } from "../../kit/pictures/line_plot.js";

const TINT = 0.34;

/** Paint them on a canvas that covers a plane; `inset` is the share of the plane that lies around them on each side. */
export function drawRegions(canvas, regions, fine, inset) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const small = Object.assign(document.createElement("canvas"), { width: fine, height: fine });
  const picture = new ImageData(fine, fine);
  regions.forEach((digit, at) => picture.data.set([...DIGITS[digit], 255], 4 * at));
  small.getContext("2d").putImageData(picture, 0, 0);
  const step = ((1 - 2 * inset) * width) / (fine - 1);
  const [left, top] = [inset * width, inset * height];
  context.globalAlpha = TINT;
  context.drawImage(small, left - step / 2, top - step / 2, fine * step, fine * step);
  context.globalAlpha = 1;
  context.beginPath();
  for (let y = 0; y < fine; y++) {
    for (let x = 0; x < fine; x++) {
      const digit = regions[y * fine + x];
      const [right, below] = [left + (x + 0.5) * step, top + (y + 0.5) * step];
      if (x + 1 < fine && regions[y * fine + x + 1] !== digit) {
        context.moveTo(right, below - step);
        context.lineTo(right, below);
      }
      if (y + 1 < fine && regions[(y + 1) * fine + x] !== digit) {
        context.moveTo(right - step, below);
        context.lineTo(right, below);
      }
    }
  }
  context.lineCap = "round";
  context.strokeStyle = inks(canvas).accent;
  context.lineWidth = 1.6;
  context.stroke();
}
