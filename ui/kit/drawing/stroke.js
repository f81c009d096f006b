/* A pen on a canvas: where it is, and the strokes that it leaves. */

export const PEN = 0.055; // width of a middling line as a share of the sheet

/** Draw strokes on a canvas, straight from point to point with round joins, which is how `sketch.frame` reads them. */
export function strokeInk(context, strokes, colour, pen = PEN) {
  const { width, height } = context.canvas;
  context.lineWidth = pen * width;
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = colour;
  for (const stroke of strokes) {
    const points = stroke.map(([x, y]) => [x * width, y * height]);
    context.beginPath();
    if (points.length === 1) {
      context.arc(...points[0], context.lineWidth / 2, 0, 2 * Math.PI);
      context.fill();
    } else {
      for (const point of points) context.lineTo(...point);
      context.stroke();
    }
  }
}

/** Where a pointer is on a canvas, [x, y] in 0…1. */
export function placeOn(canvas, { clientX, clientY }) {
  const box = canvas.getBoundingClientRect();
  const share = (value) => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
  return [share((clientX - box.left) / box.width), share((clientY - box.top) / box.height)];
}
