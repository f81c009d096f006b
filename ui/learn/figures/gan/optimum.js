/* D's best answer p / (p + q) over two densities: p stands, q's bumps can be dragged. */

import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { followContact } from "../../../kit/runtime/contact.js";
import { figureIn } from "../figure.js";
import { written } from "../numbers.js";
import { dot, levelLine } from "../plot_marks.js";
import { REACH, bestAnswer, bumps, jensenShannon, valueOfGame } from "./best_answer.js";

const REAL = [-1.4, 1.4]; // where p's bumps stand
const POINTS = 320;
const TOP = 0.8; // of the densities' axis: two bumps on one place are 0.73 high
const END = 3; // of a bump's way

/** Lay the figure out; it asks nothing.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { dispose, find, redrawn, say, signal, slider } = figureIn(scope);
  const canvas = find(".densities");
  const knobs = [".left", ".right"].map((name) => slider(name, (place) => written(place), draw));
  let held = knobs[0]; // the bump that is dragged

  function draw() {
    const forged = knobs.map(({ value }) => value);
    drawDensities(canvas, forged);
    drawAnswer(find(".answer"), forged, say("rests"));
    const divergence = Math.max(0, jensenShannon(REAL, forged));
    const text = say(divergence < 0.002 ? "told_rest" : "told", {
      divergence: written(divergence, 3),
      most: written(Math.LN2, 3),
      value: written(valueOfGame(REAL, forged), 3),
      least: written(-Math.log(4), 3),
      here: written(bestAnswer(bumps(REAL[0], REAL), bumps(REAL[0], forged))),
      there: written(bestAnswer(bumps(REAL[1], REAL), bumps(REAL[1], forged))),
    });
    find(".said").textContent = text;
    canvas.setAttribute("aria-label", text);
  }

  function put(places) {
    places.forEach((place, at) => knobs[at].put(place));
    draw();
  }

  const placeOf = (event) => {
    const box = canvas.getBoundingClientRect();
    return REACH * ((2 * (event.clientX - box.left)) / box.width - 1);
  };
  const along = (event) => {
    held.put(Math.min(END, Math.max(-END, placeOf(event))));
    draw();
  };
  const down = (event) => {
    const far = ({ value }) => Math.abs(value - placeOf(event));
    held = far(knobs[0]) <= far(knobs[1]) ? knobs[0] : knobs[1];
    along(event);
  };
  followContact(canvas, { down, along }, signal);
  find(".rest").addEventListener("click", () => put(REAL));
  find(".collapse").addEventListener("click", () => put([REAL[0], REAL[0]]));
  redrawn(draw);
  draw();
  return dispose;
}

const xOf = (place, width) => (width * (place / REACH + 1)) / 2;

/** List the points of a curve over the line. */
function curve(width, y) {
  return Array.from({ length: POINTS + 1 }, (_, at) => {
    const place = REACH * ((2 * at) / POINTS - 1);
    return [xOf(place, width), y(place)];
  });
}

/** Draw both densities, and a handle on each of q's bumps; does nothing while the canvas is hidden. */
function drawDensities(canvas, forged) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { ink, rule, accent } = inks(canvas);
  const y = (density) => height - 6 - (density / TOP) * (height - 16);
  levelLine(context, width, y(0), rule);
  const real = curve(width, (place) => y(bumps(place, REAL)));
  line(context, real, ink, [], 2);
  const faked = curve(width, (place) => y(bumps(place, forged)));
  line(context, faked, accent, [6, 4], 2);
  for (const place of forged) dot(context, [xOf(place, width), y(bumps(place, forged))], 7, accent);
}

/** Draw D*, and one half dotted; does nothing while the canvas is hidden. */
function drawAnswer(canvas, forged, half) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { ink, faded, rule } = inks(canvas);
  const y = (belief) => height - 18 - belief * (height - 26);
  levelLine(context, width, y(0), rule);
  levelLine(context, width, y(1), rule);
  levelLine(context, width, y(0.5), faded, [2, 3]);
  const best = curve(width, (place) => y(bestAnswer(bumps(place, REAL), bumps(place, forged))));
  line(context, best, ink, [], 2);
  label(context, "1", 4, y(1) + 12, faded, "left");
  label(context, half, 4, y(0.5) - 4, faded, "left");
  for (const place of [-2, 0, 2]) label(context, written(place, 0), xOf(place, width), height - 4, faded);
}
