/* A digit through the encoder: its numbers, the most telling first, and what comes back when only some are kept. */

import { frameOf, SIDE } from "../../../kit/pictures/frames.js";
import { inks, paper } from "../../../kit/pictures/line_plot.js";
import { readingText } from "../../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { figureIn } from "../figure.js";
import { sum, written } from "../numbers.js";
import { levelLine } from "../plot_marks.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, redrawn, say, slider, tenDigits, tryIt, whenSeen } = figureIn(scope);
  let digit = 5;
  let found; // the server's answer, and as `grey` the frames for 0, 1, … numbers kept

  const ask = asking("ask_compress", (answer) => {
    found = { ...answer, grey: fromBase64(answer.frames) };
    find(".knob input").max = answer.mu.length;
    if (kept.value > answer.mu.length) kept.put(answer.mu.length);
    paintInk(find(".seen"), fromBase64(answer.seen), SIDE);
    find(".seen").setAttribute("aria-label", say("drawing", { digit }));
    show();
  });

  function show() {
    if (!found) return;
    const count = kept.value;
    paintInk(find(".recon"), frameOf(found, count), SIDE);
    const reading = readingText(say, found.proba[count]);
    find(".recon").setAttribute("aria-label", reading);
    const nats = sum(found.nats.slice(0, count)).toFixed(1);
    find(".said").textContent = say("result", { count, of: found.mu.length, reading, nats });
    draw();
  }

  function draw() {
    if (found) drawBars(find(".bars"), found.mu, kept.value, inks(find(".bars")));
  }

  const kept = slider(".knob", (value) => String(value), show);
  tenDigits("fieldset", digit, (chosen) => ask({ digit: (digit = chosen) }));
  tryIt("draw", "#pad-a canvas");
  redrawn(draw);
  whenSeen(() => ask({ digit }));
  return dispose;
}

/** Draw numbers as bars from the middle, those beyond the first `count` pale; does nothing while the canvas is hidden. */
function drawBars(canvas, values, count, { ink, faded, rule }) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const most = Math.max(3, ...values.map(Math.abs));
  const step = width / values.length;
  levelLine(context, width, height / 2, rule);
  values.forEach((value, at) => {
    context.fillStyle = at < count ? ink : faded;
    context.globalAlpha = at < count ? 1 : 0.3;
    const tall = (Math.abs(value) / most) * (height / 2 - 2);
    context.fillRect(at * step + 1, value > 0 ? height / 2 - tall : height / 2, step - 2, Math.max(1, tall));
  });
  context.globalAlpha = 1;
  const numbers = values.slice(0, count).map((value) => written(value, 1));
  canvas.setAttribute("aria-label", numbers.join(" "));
}
