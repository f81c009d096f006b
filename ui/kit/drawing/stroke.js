/* A pen on a canvas: where it is, and the strokes that it leaves. */

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

/** Find where on a canvas a pointer is.
    @param {Element} canvas
    @param {{clientX: number, clientY: number}} event
    @returns {[number, number]} [x, y] in 0…1, to four places; of a pointer beyond the edge, the nearest point on it */
export function placeOn(canvas, { clientX, clientY }) {
  const box = canvas.getBoundingClientRect();
  const share = (value) => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
  return [share((clientX - box.left) / box.width), share((clientY - box.top) / box.height)];
}
