/* The mesh of a surface: where its points lie on the screen, and in which order its patches are painted. */

export const MESH = 48; // patches a side
const HEIGHT = 0.7; // of the largest value, half the ground's width being 1
const FLATTEST = 0.1; // rad that the camera looks down at least

/** From where a surface is seen, in radians: how far it is turned, and how far the camera looks down (π/2: from above).
    @typedef {{turn: number, tilt: number}} Camera */

/** Project a surface onto a picture of width × height pixels. Row 0 lies behind, as it is above in a picture.
    @param {Float32Array} values side × side, row by row, in −1…1
    @param {number} side
    @param {Camera} camera
    @param {{width: number, height: number}} size
    @returns {{points: Float32Array, heights: Float32Array}} of the (MESH + 1)² points, row by row: x and y on the
    picture, and the value */
export function project(values, side, { turn, tilt }, { width, height }) {
  const zoom = Math.min(width / 2.9, height / 1.9);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const [sin, cos] = [Math.sin(tilt), Math.cos(tilt)];
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
  return { points, heights };
}

/** List the patches from the back to the front: depth grows with x·sin(turn) + y·cos(turn).
    @param {number} turn
    @returns {number[][]} for each patch the numbers of its four corners, in a round */
export function patchesFromBehind(turn) {
  const order = (forward) => Array.from({ length: MESH }, (_, at) => (forward ? at : MESH - 1 - at));
  const columns = order(Math.sin(turn) < 0);
  return order(Math.cos(turn) >= 0).flatMap((row) =>
    columns.map((column) => {
      const corner = row * (MESH + 1) + column;
      return [corner, corner + 1, corner + MESH + 2, corner + MESH + 1];
    }),
  );
}

/** Turn a camera, which is changed; it looks neither up nor beyond straight down.
    @param {Camera} camera
    @param {number} across rad
    @param {number} down rad */
export function turnCamera(camera, across, down) {
  camera.turn += across;
  camera.tilt = Math.min(Math.PI / 2, Math.max(FLATTEST, camera.tilt + down));
}
