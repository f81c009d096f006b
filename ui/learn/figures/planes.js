/* Three planes to drag in: what the point decodes to is asked of the model, so that gaps show as they are. */

import { draggable } from "../../kit/controls/draggable_plane.js";
import { greyOf } from "../../kit/pictures/colour_maps.js";
import { ON_DIGIT, digitColour } from "../../kit/pictures/digit_colours.js";
import { paper } from "../../kit/pictures/line_plot.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { clearCanvas, paintInk } from "../../kit/runtime/paint.js";
import { figureIn } from "./figure.js";

const FRAME = 28;

export function mount(scope) {
  const { asking, find, redrawn, say, whenSeen } = figureIn(scope);
  const { props } = scope;

  let view = "dots";
  let known = null;

  const planes = props.names.map((name) => {
    const one = Object.assign(document.createElement("div"), { className: "one" });
    const title = Object.assign(document.createElement("h4"), { textContent: say(name) });
    const plane = Object.assign(document.createElement("div"), { className: "plane", tabIndex: 0 });
    plane.setAttribute("role", "application");
    plane.setAttribute("aria-label", say("drag", { name: say(name) }));
    const canvas = document.createElement("canvas");
    const mark = Object.assign(document.createElement("i"), { className: "mark" });
    plane.append(canvas, mark);
    const under = Object.assign(document.createElement("div"), { className: "under" });
    const frame = Object.assign(document.createElement("canvas"), {
      className: "picture",
      width: FRAME,
      height: FRAME,
    });
    frame.setAttribute("role", "img");
    frame.setAttribute("aria-label", title.textContent); // until a point of the plane is decoded
    const reading = document.createElement("p");
    reading.setAttribute("role", "status");
    under.append(frame, reading);
    const told = Object.assign(document.createElement("p"), { className: "hint" });
    one.append(title, plane, under, told);
    find(".planes").append(one);
    const ask = asking("ask_decode", (answer) => {
      paintInk(frame, fromBase64(answer.frame), FRAME);
      reading.textContent = readingText(say, answer.proba);
      frame.setAttribute("aria-label", reading.textContent);
    });
    const put = draggable(plane, (x, y) => {
      if (!known) return;
      const { centre, half } = known[name];
      ask({ model: name, z: [centre[0] + (2 * x - 1) * half, centre[1] - (2 * y - 1) * half] });
    });
    return { name, canvas, told, put };
  });

  const survey = asking("ask_planes", async (answer) => {
    for (const one of Object.values(answer.planes)) {
      [one.grey, one.gaps] = [await greyOf(one.tiles), fromBase64(one.gaps)];
    }
    known = answer.planes;
    for (const { name, told, put } of planes) {
      const { mse, reconstruction_keeps_digit: keeps } = props.told[name];
      const share = (value) => say("percent", { number: Math.round(100 * value) });
      told.textContent = say(mse === undefined ? "told_less" : "told", {
        mse: mse?.toFixed(3),
        keeps: keeps === undefined ? "" : share(keeps),
        lost: share(known[name].lost),
        digit: known[name].rarest[0],
        rarest: share(known[name].rarest[1]),
      });
      put(0.5, 0.5);
    }
    draw();
  });

  function draw() {
    if (!known) return;
    for (const { name, canvas } of planes) {
      const sheet = paper(canvas);
      if (!sheet) continue;
      const one = known[name];
      if (view === "tiles") paintInk(canvas, one.grey.grey, one.grey.width);
      else if (view === "gaps") paintInk(canvas, one.gaps, props.side);
      else dots(sheet, one);
    }
    find(".key").style.visibility = view === "dots" ? "" : "hidden"; // nothing below it moves
  }

  function dots({ context, width }, { dots: all, centre, half }) {
    clearCanvas(context.canvas);
    for (const [right, up, digit] of all) {
      context.beginPath();
      context.arc(
        (width / 2) * (1 + (right - centre[0]) / half),
        (width / 2) * (1 - (up - centre[1]) / half),
        2.4,
        0,
        7,
      );
      context.fillStyle = digitColour(digit);
      context.fill();
    }
  }

  for (let digit = 0; digit < 10; digit++) {
    const key = Object.assign(document.createElement("b"), { textContent: digit });
    Object.assign(key.style, { background: digitColour(digit), color: ON_DIGIT });
    find(".key").append(key);
  }
  find(".views").addEventListener("change", ({ target }) => {
    view = target.value;
    draw();
  });
  find(".about").textContent = say("hint", { n: props.crowd });
  redrawn(draw);
  whenSeen(() => survey({}));
}
