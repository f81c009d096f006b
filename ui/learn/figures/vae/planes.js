/* Three planes to drag in: what the point decodes to is asked of the model, so that gaps show as they are. */

import { draggable } from "../../../kit/controls/draggable_plane.js";
import { greyOf } from "../../../kit/pictures/colour_maps.js";
import { ON_DIGIT, digitColour } from "../../../kit/pictures/digit_colours.js";
import { SIDE } from "../../../kit/pictures/frames.js";
import { inks, line, paper } from "../../../kit/pictures/line_plot.js";
import { readingText } from "../../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { clearCanvas, paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { make, pictures } from "../make.js";
import { percentText, written } from "../numbers.js";
import { armLength, arms } from "./axis_cross.js";
import { latentAt, pointOf } from "./plane_window.js";
import { dot } from "../plot_marks.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, redrawn, say, signal, whenSeen } = figureIn(scope);
  const { crowd, names, side, told } = scope.props;
  let view = "dots";
  let known; // by the model's name: its window, dots, tiles, gaps and axes
  const here = {}; // by the model's name: the axes at its point

  const planes = names.map((name) => {
    const plane = layPlane(say(name), say("drag", { name: say(name) }));
    find(".planes").append(plane.one);
    const ask = asking("ask_decode", (answer) => {
      here[name] = answer.axes;
      showDecoded(plane, answer, say);
      showAxes(plane, answer.axes, view, say);
      if (view === "axes") paint(name, plane.canvas);
    });
    const decode = (x, y) => known && ask({ model: name, z: latentAt(known[name], x, y) });
    const put = draggable(plane.field, decode, signal);
    return { ...plane, name, put };
  });

  const survey = asking("ask_planes", async (answer) => {
    for (const one of Object.values(answer.planes)) {
      [one.picture, one.gaps] = [await greyOf(one.tiles), fromBase64(one.gaps)];
    }
    known = answer.planes;
    for (const { name, hint, put } of planes) {
      hint.textContent = measuresText(say, told[name], known[name]);
      put(0.5, 0.5);
    }
    draw();
  });

  function draw() {
    if (!known) return;
    for (const plane of planes) {
      paint(plane.name, plane.canvas);
      if (here[plane.name]) showAxes(plane, here[plane.name], view, say);
    }
    find(".key").style.visibility = view === "dots" ? "" : "hidden"; // nothing below it moves
  }

  function paint(name, canvas) {
    if (view === "axes") paintAxes(canvas, known[name], here[name]);
    else paintPlane(canvas, known[name], view, side);
  }

  find(".views").addEventListener("change", ({ target }) => {
    view = target.value;
    find(".about").textContent = say(`hint_${view}`, { n: crowd });
    draw();
  });
  find(".key").append(...digitKeys());
  find(".about").textContent = say("hint_dots", { n: crowd });
  redrawn(draw);
  whenSeen(() => survey({}));
  return dispose;
}

/** Make a plane: a field to drag in, and below it the frame of its point and what that reads as. */
function layPlane(title, label) {
  const canvas = make("canvas");
  const field = make("div", { className: "plane", tabIndex: 0 }, canvas, make("i", { className: "mark" }));
  field.setAttribute("role", "application");
  field.setAttribute("aria-label", label);
  const [frame] = pictures(1);
  frame.setAttribute("role", "img");
  frame.setAttribute("aria-label", title); // until a point of the plane is decoded
  const reading = make("p");
  reading.setAttribute("role", "status");
  const angle = make("span", { className: "angle" });
  const under = make("div", { className: "under" }, frame, make("div", {}, reading, angle));
  const hint = make("p", { className: "hint" });
  const one = make("div", { className: "one" }, make("h4", { textContent: title }), field, under, hint);
  return { one, field, canvas, frame, reading, angle, hint };
}

/** Make a name in its colour for each digit. */
function digitKeys() {
  return Array.from({ length: 10 }, (_, digit) => {
    const key = make("b", { textContent: digit });
    Object.assign(key.style, { background: digitColour(digit), color: ON_DIGIT });
    return key;
  });
}

/** Show the frame of a plane's point. */
function showDecoded({ frame, reading }, answer, say) {
  paintInk(frame, fromBase64(answer.frame), SIDE);
  reading.textContent = readingText(say, answer.proba);
  frame.setAttribute("aria-label", reading.textContent);
}

/** Say at which angle both axes stand at a plane's point, and how much longer one is, in the view of axes alone. */
function showAxes({ angle }, [, , first, second, degrees], view, say) {
  const times = Math.max(first, second) / Math.max(1e-9, Math.min(first, second));
  const values = { angle: written(degrees, 0), times: written(times, 1) };
  angle.textContent = view === "axes" ? say("axes", values) : "";
}

/** Say what was measured of a plane's model, and how much of the plane leads nowhere. */
function measuresText(say, { mse, reconstruction_keeps_digit: keeps }, { lost, rarest }) {
  return say(mse === undefined ? "told_less" : "told", {
    mse: mse?.toFixed(3),
    keeps: keeps === undefined ? "" : percentText(say, keeps),
    lost: percentText(say, lost),
    digit: rarest[0],
    rarest: percentText(say, rarest[1]),
  });
}

/** Paint a plane in one of its views; does nothing while it is hidden. side: decoded frames along its side. */
function paintPlane(canvas, plane, view, side) {
  const sheet = paper(canvas);
  if (!sheet) return;
  if (view === "tiles") paintInk(canvas, plane.picture.grey, plane.picture.width);
  else if (view === "gaps") paintInk(canvas, plane.gaps, side);
  else {
    clearCanvas(canvas);
    for (const [right, up, digit] of plane.dots)
      dot(sheet.context, pointOf(plane, [right, up], sheet.width), 2.4, digitColour(digit));
  }
}

/** Paint both axes of a plane at many places, and strongly at its point; does nothing while it is hidden. */
function paintAxes(canvas, plane, at) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width } = sheet;
  const { ink, faded, accent } = inks(canvas);
  const scaled = armLength(plane.axes, (0.24 * width) / Math.sqrt(plane.axes.length));
  for (const one of plane.axes) paintCross(context, plane, one, scaled, [faded, faded], width);
  if (at) paintCross(context, plane, at, (length) => 2.4 * scaled(length), [ink, accent], width, 2.6);
}

/** Paint the cross of one place. scaled: gives an arm's length in px; colours: of the first axis and of the second */
function paintCross(context, plane, [right, up, first, second, angle], scaled, colours, side, wide = 1.4) {
  const [x, y] = pointOf(plane, [right, up], side);
  arms([scaled(first), scaled(second)], angle).forEach(([dx, dy], axis) => {
    const ends = [
      [x - dx, y - dy],
      [x + dx, y + dy],
    ];
    line(context, ends, colours[axis], [], wide);
  });
}
