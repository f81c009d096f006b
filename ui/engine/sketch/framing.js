/* From a drawing to the frame that MNIST would have made of it: models/sketch/framing.py for strokes, in the page. */

import { drawnFrame } from "./distance_field.js";

/** @typedef {import("./types").SketchSettings} SketchSettings
    @typedef {import("./types").Way} Way */

/** Frame strokes as a digit of MNIST.
    @param {unknown} strokes [[[x, y], …], …] in 0…1, y down, unchecked
    @param {unknown} pen px, width of the lines in the frame
    @param {SketchSettings} settings
    @returns {Float32Array | undefined} 784 grey levels in 0…1, ink 1; undefined where the server has to be asked: it
      words what is wrong with strokes, and draws those of very many points on a grid */
export function frame(strokes, pen, settings) {
  const [thinnest, thickest] = settings.pens;
  if (typeof pen !== "number" || !(pen >= thinnest && pen <= thickest)) return undefined;
  const sheet = parsed(strokes, settings);
  if (!sheet) return undefined;
  const ways = withoutStrayDots(sheet, settings);
  const { left, right, top, bottom } = box(ways);
  const scale = (settings.longest - pen) / Math.max(right - left, bottom - top, settings.tremor); // px a sheet
  const framed = ways.map(({ x, y }) =>
    thinned(
      {
        x: x.map((value) => (value - (left + right) / 2) * scale),
        y: y.map((value) => (value - (top + bottom) / 2) * scale),
      },
      settings.spacing,
    ),
  );
  return pointsOf(framed) > settings.dense ? undefined : drawnFrame(framed, pen, settings);
}

/** Check strokes and take them apart.
    @param {unknown} strokes
    @param {SketchSettings} settings
    @returns {Way[] | undefined} those with points; undefined where there is none, or anything else than numbers in 0…1 */
function parsed(strokes, settings) {
  if (!Array.isArray(strokes) || !strokes.every(Array.isArray)) return undefined;
  const points = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  if (!points || Math.max(points, strokes.length) > settings.points) return undefined;
  if (!strokes.every((stroke) => stroke.every(isPoint))) return undefined;
  const inked = strokes.filter((stroke) => stroke.length);
  return inked.map((stroke) => ({ x: column(stroke, 0), y: column(stroke, 1) }));
}

const isPoint = (pair) => Array.isArray(pair) && pair.length === 2 && isShare(pair[0]) && isShare(pair[1]);

const isShare = (value) => typeof value === "number" && value >= 0 && value <= 1; // NaN fails both

const column = (stroke, axis) => Float64Array.from(stroke, (pair) => pair[axis]);

const pointsOf = (ways) => ways.reduce((sum, { x }) => sum + x.length, 0);

/** Find the box around ways. */
function box(ways) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of ways) {
    for (let at = 0; at < x.length; at++) {
      left = Math.min(left, x[at]);
      right = Math.max(right, x[at]);
      top = Math.min(top, y[at]);
      bottom = Math.max(bottom, y[at]);
    }
  }
  return { left, right, top, bottom };
}

/** Leave out dots far from all lines: digits have none, and one would make the digit small. */
function withoutStrayDots(ways, { tremor, stray }) {
  const boxes = ways.map((way) => box([way]));
  const isLine = ({ left, right, top, bottom }) => Math.max(right - left, bottom - top) > tremor;
  const lines = ways.filter((_, at) => isLine(boxes[at]));
  if (lines.length === 0 || lines.length === ways.length) return ways;
  const { left, right, top, bottom } = box(lines);
  const far = stray * Math.max(right - left, bottom - top);
  return ways.filter(
    (_, at) =>
      boxes[at].left >= left - far &&
      boxes[at].right <= right + far &&
      boxes[at].top >= top - far &&
      boxes[at].bottom <= bottom + far,
  );
}

/** Keep of a way the first point of each `spacing` px along it, and the last.
    @param {Way} way px
    @param {number} spacing
    @returns {Way} */
function thinned(way, spacing) {
  const last = way.x.length - 1;
  if (last <= 1) return way;
  let [along, before] = [0, 0];
  const isKept = way.x.map((_, at) => {
    if (at === 0) return 1;
    along += Math.hypot(way.x[at] - way.x[at - 1], way.y[at] - way.y[at - 1]);
    const now = wholeTimes(along, spacing);
    const isNew = now > before;
    before = now;
    return Number(isNew || at === last);
  });
  return { x: way.x.filter((_, at) => isKept[at]), y: way.y.filter((_, at) => isKept[at]) };
}

/** Count how often one number goes into another, both above 0, as NumPy's // does: 0.6 // 0.2 is 2, as 0.2 is more. */
const wholeTimes = (number, by) => Math.round((number - (number % by)) / by);
