/* A function of two variables as a surface, painted on a canvas. */

import { shadeOf } from "./shades.js";
import { patchesFromBehind, project } from "./surface_mesh.js";

/** Paint the surface of values on a canvas.
    @param {HTMLCanvasElement} canvas
    @param {Float32Array} values side × side, row by row, in −1…1
    @param {number} side
    @param {import("./surface_mesh.js").Camera} camera
    @param {{colours: string[], line: string}} paint the shades, and the colour of the mesh */
export function drawSurface(canvas, values, side, camera, { colours, line }) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { points, heights } = project(values, side, camera, canvas);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.lineWidth = Math.max(1, canvas.width / 500);
  context.strokeStyle = line;
  for (const corners of patchesFromBehind(camera.turn)) {
    const mean = corners.reduce((sum, at) => sum + heights[at], 0) / 4;
    context.beginPath();
    for (const at of corners) context.lineTo(points[2 * at], points[2 * at + 1]);
    context.closePath();
    context.fillStyle = colours[shadeOf(mean)];
    context.fill();
    context.stroke();
  }
}
