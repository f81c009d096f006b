/* A Gaussian laid over a lumpy density by hand, and what either direction of the KL divergence says of it. */

import { draggable } from "../../../kit/controls/draggable_plane.js";
import { inks, label, line, paper } from "../../../kit/pictures/line_plot.js";
import { figureIn } from "../figure.js";
import { normalDensity, written } from "../numbers.js";
import { dot, levelLine } from "../plot_marks.js";
import { covering, klOfGuess, klOfTruth, lumpy, pointsOfLumpy, settling } from "./kl_fit.js";

const REACH = 4.5; // of the axis to either side of 0
const TALL = 1; // density at the plot's top edge
const FOOT = 26; // px below the axis, for dots and numbers
const SDS = [0.4, 3]; // that the hand can give
const POINTS = pointsOfLumpy(90);
const CURVE = 240;
const GLIDE = 500; // ms from the hand's Gaussian to the best one

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { dispose, find, plate, redrawn, say, signal } = figureIn(scope);
  const field = find(".bell");
  const canvas = find("canvas");
  let q = { mean: 0.3, sd: 1 };
  let frame = 0;
  let placing = false; // the mark follows q, not the other way round
  plate.classList.add("ready");

  const foot = () => FOOT / Math.max(1, field.clientHeight); // as a share of the height
  const peak = ({ sd }) => 1 / (sd * Math.sqrt(2 * Math.PI));

  function moved(x, y) {
    if (placing) return;
    cancelAnimationFrame(frame);
    const height = TALL * (1 - y / (1 - foot()));
    const sd = 1 / (Math.max(height, 1e-3) * Math.sqrt(2 * Math.PI));
    lay({ mean: (2 * x - 1) * REACH, sd: Math.min(SDS[1], Math.max(SDS[0], sd)) });
    told("dragged");
  }

  function lay(to) {
    q = to;
    placing = true;
    put((q.mean / REACH + 1) / 2, (1 - peak(q) / TALL) * (1 - foot()));
    placing = false;
    find(".of-guess").textContent = say("nats", { number: written(klOfGuess(q)) });
    find(".of-truth").textContent = say("nats", { number: written(klOfTruth(q)) });
    draw();
  }

  function told(key) {
    find(".said").textContent = say(key, { mean: written(q.mean), sd: written(q.sd) });
  }

  function glide(to, key) {
    cancelAnimationFrame(frame);
    const from = q;
    const begin = performance.now();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const step = (now) => {
      const share = calm ? 1 : Math.min(1, Math.max(0, (now - begin) / GLIDE));
      const eased = share * share * (3 - 2 * share);
      lay({ mean: from.mean + (to.mean - from.mean) * eased, sd: from.sd + (to.sd - from.sd) * eased });
      if (share < 1) frame = requestAnimationFrame(step);
      else told(key);
    };
    frame = requestAnimationFrame(step);
  }

  function draw() {
    const sheet = paper(canvas);
    if (sheet) drawFit(sheet, q, inks(canvas));
  }

  const put = draggable(field, moved, signal);
  find(".settle").addEventListener("click", () => glide(settling(q), "settled"));
  find(".cover").addEventListener("click", () => glide(covering(), "covered"));
  signal.addEventListener("abort", () => cancelAnimationFrame(frame));
  lay(q);
  told("dragged");
  redrawn(() => lay(q));
  return dispose;
}

/** Draw the density with its points, and the Gaussian over it. */
function drawFit({ context, width, height }, q, { ink, faded, rule, accent }) {
  const floor = height - FOOT;
  const x = (z) => ((z + REACH) / (2 * REACH)) * width;
  const y = (density) => floor - (density / TALL) * floor;
  const curve = (density) =>
    Array.from({ length: CURVE + 1 }, (_, at) => {
      const z = -REACH + (2 * REACH * at) / CURVE;
      return [x(z), y(density(z))];
    });
  levelLine(context, width, floor, rule);
  for (const z of POINTS) dot(context, [x(z), floor + 5], 1.8, faded);
  line(context, curve(lumpy), faded, [2, 3], 2);
  line(
    context,
    curve((z) => normalDensity(z, q.mean, q.sd)),
    ink,
    [],
    2.4,
  );
  for (const z of [-4, -2, 0, 2, 4]) label(context, written(z, 0), x(z), height - 5, faded);
  const foot = [
    [x(q.mean), floor],
    [x(q.mean), y(normalDensity(q.mean, q.mean, q.sd))],
  ];
  line(context, foot, accent, [3, 4], 1);
}
