/* The pictures of the game in the plane: D's field with both players' points, and the curves of both losses. */

import { hue } from "../../../kit/pictures/colour_maps.js";
import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { contextOf, newCanvas } from "../../../kit/runtime/canvas.js";
import { rgbOf } from "../../../kit/runtime/paint.js";
import { sigmoid, written } from "../numbers.js";
import { levelLine } from "../plot_marks.js";

export const REACH = 1.25; // of the plane to either side of 0
const CELLS = 36; // of the heat map along a side
const ARROWS = 70; // forgeries whose pull is shown
const LONGEST = 0.3; // of an arrow, of the plane's own units; a pull of the mean strength has half of that
const TINT = 0.5; // how far the field goes from paper to its colours
const REAL = hue(0.68, 0.62, 0.12); // of the field where D believes

/** List the centres of the heat map's cells, row by row from the top.
    @returns {Float64Array} x, y, x, y, … */
export function cellCentres() {
  const at = (cell) => REACH * ((2 * cell + 1) / CELLS - 1);
  const centres = new Float64Array(2 * CELLS * CELLS);
  for (let cell = 0; cell < CELLS * CELLS; cell++)
    centres.set([at(cell % CELLS), -at(Math.floor(cell / CELLS))], 2 * cell);
  return centres;
}

/** Find a point of the plane at shares of its canvas.
    @param {number} right 0…1
    @param {number} down 0…1
    @returns {[number, number]} */
export const pointAt = (right, down) => [REACH * (2 * right - 1), REACH * (1 - 2 * down)];

/** Make a painter of the plane.
    @param {HTMLCanvasElement} canvas
    @returns {(scene: {logits?: Float64Array, reals: Float64Array, forgeries?: {points: Float64Array, pulls: Float64Array},
      places: [number, number][], covered: boolean[], reach: number, arrows: boolean}) => void} does nothing while the canvas is hidden */
export function planeOn(canvas) {
  const field = newCanvas(CELLS, CELLS);
  /** @type {Map<string, number[]>} reading a colour costs more than painting the field */
  const known = new Map();
  const rgb = (colour) => known.get(colour) ?? (known.set(colour, rgbOf(colour, "#ffffff")).get(colour) || []);

  return function paint({ logits, reals, forgeries, places, covered, reach, arrows }) {
    const sheet = paper(canvas);
    if (!sheet) return;
    const { context, width, height } = sheet;
    const colours = inks(canvas);
    const sheetColour = paperOf(canvas);
    /** @type {(x: number, y: number) => [number, number]} */
    const at = (x, y) => [(width * (x / REACH + 1)) / 2, (height * (1 - y / REACH)) / 2];
    if (logits) {
      paintField(field, logits, rgb(colours.accent), rgb(sheetColour));
      context.imageSmoothingEnabled = true;
      context.drawImage(field, 0, 0, width, height);
    }
    context.globalAlpha = 0.55;
    dots(context, reals, at, 1.6, colours.ink);
    context.globalAlpha = 1;
    places.forEach(([x, y], place) => {
      const ring = Array.from({ length: 41 }, (_, step) => turned(at(x, y), (reach * width) / (2 * REACH), step / 40));
      line(
        context,
        ring,
        covered[place] ? colours.ink : colours.faded,
        covered[place] ? [] : [2, 4],
        covered[place] ? 1.6 : 1,
      );
    });
    if (!forgeries) return;
    const { points, pulls } = forgeries;
    if (arrows) {
      const mean = meanStrength(pulls);
      for (let one = 0; one < 2 * ARROWS; one += 2) {
        const pull = arrowOf(pulls[one], pulls[one + 1], mean);
        drawArrow(
          context,
          at(points[one], points[one + 1]),
          at(points[one] + pull[0], points[one + 1] + pull[1]),
          colours.ink,
        );
      }
    }
    dots(context, points, at, 3.4, sheetColour);
    dots(context, points, at, 2.6, colours.accent);
  };
}

const paperOf = (canvas) => getComputedStyle(canvas).getPropertyValue("--background-fill-primary");

/** Draw a circle at each point in one go, which takes a fraction of the time of one after the other. */
function dots(context, points, at, radius, colour) {
  context.beginPath();
  eachPoint(points, (right, up) => {
    const [x, y] = at(right, up);
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 7);
  });
  context.fillStyle = colour;
  context.fill();
}

function eachPoint(points, show) {
  for (let at = 0; at < points.length; at += 2) show(points[at], points[at + 1]);
}

function turned([x, y], radius, turns) {
  return [x + radius * Math.cos(2 * Math.PI * turns), y + radius * Math.sin(2 * Math.PI * turns)];
}

/** Turn a pull into an arrow that stays within the plane; a stronger one is still longer.
    @param {number} x
    @param {number} y
    @param {number} mean strength of the pulls beside it
    @returns {[number, number]} */
export function arrowOf(x, y, mean) {
  const share = LONGEST / (Math.hypot(x, y) + mean || 1);
  return [x * share, y * share];
}

/** Compute the mean strength of pulls, x, y, x, y, … */
function meanStrength(pulls) {
  let total = 0;
  eachPoint(pulls, (x, y) => (total += Math.hypot(x, y)));
  return total / (pulls.length / 2);
}

/** Colour the field: paper where D says one half, the accent where it says forged, blue where it says real. */
function paintField(field, logits, forged, paperColour) {
  const picture = new ImageData(CELLS, CELLS);
  for (let cell = 0; cell < logits.length; cell++) {
    const belief = 2 * sigmoid(logits[cell]) - 1;
    const [colour, share] = [belief > 0 ? REAL : forged, TINT * Math.abs(belief)];
    for (let channel = 0; channel < 3; channel++) {
      const from = paperColour[channel];
      picture.data[4 * cell + channel] = from + (colour[channel] - from) * share;
    }
    picture.data[4 * cell + 3] = 255;
  }
  contextOf(field).putImageData(picture, 0, 0);
}

/** Draw an arrow; one too short to be seen has no head. */
function drawArrow(context, from, to, colour) {
  line(context, [from, to], colour, [], 1.1);
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(x, y);
  if (length < 5) return;
  const head = (turn) => {
    const angle = Math.atan2(y, x) + Math.PI + turn;
    return [to[0] + 4 * Math.cos(angle), to[1] + 4 * Math.sin(angle)];
  };
  line(context, [head(0.5), to, head(-0.5)], colour, [], 1.1);
}

/** Draw both losses over the newest rounds, and dotted what a D that only guesses has.
    @param {HTMLCanvasElement} canvas
    @param {{d: number[], g: number[]}} losses
    @param {number} rounds that have been played */
export function drawLosses(canvas, { d, g }, rounds) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { ink, faded, rule, accent } = inks(canvas);
  const known = [...d, ...g].filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...known), Math.max(2, ...known)];
  const floor = height - 18;
  const y = (value) => floor - ((value - low) / (high - low)) * (floor - 8);
  const curve = (values) =>
    values
      .map((value, at) => [(width * (at + 0.5)) / Math.max(values.length, 2), y(value)])
      .filter(([, up]) => Number.isFinite(up));
  levelLine(context, width, y(0), rule);
  levelLine(context, width, y(Math.LN2), faded, [2, 3]);
  line(context, curve(g), accent, [6, 4], 1.6);
  line(context, curve(d), ink, [], 1.8);
  label(context, written(high, 1), 2, 14, faded, "left");
  label(context, String(rounds - d.length), 2, height - 4, faded, "left");
  label(context, String(rounds), width - 2, height - 4, faded, "right");
}
