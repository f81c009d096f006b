/* A function of two variables as a surface, drawn on a canvas from its values, that pointer and keys turn. */

const MESH = 48; // patches a side
const HEIGHT = 0.7; // of the largest value, half the ground's width being 1
const SHADES = 64; // colours from one sign to the other

/** Numbers of the colours from `below` over `middle` to `above`, each [r, g, b], as CSS. */
export function shades(below, middle, above) {
  return Array.from({ length: SHADES + 1 }, (_, at) => {
    const share = (2 * at) / SHADES - 1;
    const end = share < 0 ? below : above;
    return `rgb(${middle.map((value, channel) => Math.round(value + (end[channel] - value) * Math.abs(share)))})`;
  });
}

/** The surface of values (side × side, row by row, in −1…1) on a canvas; row 0 lies behind, as it is above in a picture.
    camera : {turn, tilt} in radians. */
export function drawSurface(canvas, values, side, camera, colours, line) {
  const context = canvas.getContext("2d");
  const { width, height } = canvas;
  const zoom = Math.min(width / 2.9, height / 1.9);
  const [c, s] = [Math.cos(camera.turn), Math.sin(camera.turn)];
  const [sin, cos] = [Math.sin(camera.tilt), Math.cos(camera.tilt)];
  const points = new Float32Array(2 * (MESH + 1) ** 2);
  const heights = new Float32Array((MESH + 1) ** 2);
  const stride = (side - 1) / MESH;
  for (let row = 0, at = 0; row <= MESH; row++) {
    for (let column = 0; column <= MESH; column++, at++) {
      const x = (2 * column) / MESH - 1;
      const y = 1 - (2 * row) / MESH;
      heights[at] = values[Math.round(row * stride) * side + Math.round(column * stride)];
      points[2 * at] = width / 2 + zoom * (x * c - y * s);
      points[2 * at + 1] = height / 2 - zoom * ((x * s + y * c) * sin + heights[at] * HEIGHT * cos);
    }
  }
  context.clearRect(0, 0, width, height);
  context.lineWidth = Math.max(1, width / 500);
  // From the back to the front: depth grows with x·s + y·c.
  const order = (forward) => Array.from({ length: MESH }, (_, at) => (forward ? at : MESH - 1 - at));
  const rows = order(c >= 0);
  const columns = order(s < 0);
  for (const row of rows) {
    for (const column of columns) {
      const corner = row * (MESH + 1) + column;
      const corners = [corner, corner + 1, corner + MESH + 2, corner + MESH + 1];
      const mean = corners.reduce((sum, at) => sum + heights[at], 0) / 4;
      context.beginPath();
      for (const at of corners) context.lineTo(points[2 * at], points[2 * at + 1]);
      context.closePath();
      context.fillStyle = colours[Math.round(((Math.max(-1, Math.min(1, mean)) + 1) / 2) * SHADES)];
      context.fill();
      context.strokeStyle = line;
      context.stroke();
    }
  }
}

/** Turn a camera, shared by several canvases, with pointer and arrow keys. */
export function turntable(canvases, camera, turned) {
  function turn(across, down) {
    camera.turn += across;
    camera.tilt = Math.min(Math.PI / 2, Math.max(0.1, camera.tilt + down));
    turned();
  }
  for (const canvas of canvases) {
    let last;
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      last = event;
      canvas.setPointerCapture(event.pointerId);
      canvas.focus({ preventScroll: true });
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      turn((event.clientX - last.clientX) / 120, (event.clientY - last.clientY) / 120);
      last = event;
    });
    canvas.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key];
      if (!step) return;
      event.preventDefault();
      turn(...step);
    });
  }
}
