/* Marks that several plots of the figures have. */

import { line } from "../../kit/pictures/line_plot.js";

/** Draw a thin level line from edge to edge.
    @param {CanvasRenderingContext2D} context
    @param {number} width px of the plot
    @param {number} y px
    @param {string} colour
    @param {number[]} [dash] */
export function levelLine(context, width, y, colour, dash = []) {
  const ends = [
    [0, y],
    [width, y],
  ];
  line(context, ends, colour, dash, 1);
}

/** Draw a filled circle.
    @param {CanvasRenderingContext2D} context
    @param {[number, number]} centre px
    @param {number} radius px
    @param {string} colour */
export function dot(context, [x, y], radius, colour) {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fillStyle = colour;
  context.fill();
}
