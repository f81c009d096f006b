/* Three planes to drag in: what the point decodes to is asked of the model, so that gaps show as they are. */

import { draggable } from "../../../kit/controls/draggable_plane.js";
import { greyOf } from "../../../kit/pictures/colour_maps.js";
import { ON_DIGIT, digitColour } from "../../../kit/pictures/digit_colours.js";
import { SIDE } from "../../../kit/pictures/frames.js";
import { paper } from "../../../kit/pictures/line_plot.js";
import { readingText } from "../../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { clearCanvas, paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { make, pictures } from "../make.js";
import { percentText } from "../numbers.js";
import { latentAt, pointOf } from "./plane_window.js";
import { dot } from "../plot_marks.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, redrawn, say, signal, whenSeen } = figureIn(scope);
  const { crowd, names, side, told } = scope.props;
  let view = "dots";
  let known; // by the model's name: its window, dots, tiles and gaps

  const planes = names.map((name) => {
    const plane = layPlane(say(name), say("drag", { name: say(name) }));
    find(".planes").append(plane.one);
    const ask = asking("ask_decode", (answer) => showDecoded(plane, answer, say));
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
    for (const { name, canvas } of planes) paintPlane(canvas, known[name], view, side);
    find(".key").style.visibility = view === "dots" ? "" : "hidden"; // nothing below it moves
  }

  find(".views").addEventListener("change", ({ target }) => {
    view = target.value;
    draw();
  });
  find(".key").append(...digitKeys());
  find(".about").textContent = say("hint", { n: crowd });
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
  const under = make("div", { className: "under" }, frame, reading);
  const hint = make("p", { className: "hint" });
  const one = make("div", { className: "one" }, make("h4", { textContent: title }), field, under, hint);
  return { one, field, canvas, frame, reading, hint };
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
