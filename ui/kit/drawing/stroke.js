/* The strokes that a pen leaves on a canvas. */

/** @typedef {import("../runtime/types").Stroke} Stroke */

export const PEN = 0.055; // width of a middling line as a share of the sheet

/** Draw strokes on a canvas, straight from point to point with round joins, which is how `sketch.frame` reads them.
    @param {CanvasRenderingContext2D} context
    @param {Stroke[]} strokes
    @param {string} colour
    @param {number} [pen] width of a line as a share of the canvas */
export function strokeInk(context, strokes, colour, pen = PEN) {
  const { width, height } = context.canvas;
  context.lineWidth = pen * width;
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = colour;
  for (const stroke of strokes) {
    context.beginPath();
    if (stroke.length === 1) {
      const [x, y] = stroke[0];
      context.arc(x * width, y * height, context.lineWidth / 2, 0, 2 * Math.PI);
      context.fill();
    } else {
      for (const [x, y] of stroke) context.lineTo(x * width, y * height);
      context.stroke();
    }
  }
}
