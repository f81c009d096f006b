/* A digit through the encoder: its numbers, the most telling first, and what comes back when only some are kept. */

import { inks, line, paper } from "../../kit/pictures/line_plot.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { openTab, written } from "./figure.js";
import { figureIn } from "./figure.js";

const FRAME = 28;

export function mount(scope) {
  const { asking, find, plate, redrawn, say, slider, tenDigits, tryIt, whenSeen } = figureIn(scope);

  let digit = 5;
  let found = null;

  const ask = asking("ask_compress", (answer) => {
    found = { ...answer, frames: fromBase64(answer.frames) };
    knob.max = answer.mu.length;
    if (kept.value > answer.mu.length) kept.put(answer.mu.length);
    paintInk(find(".seen"), fromBase64(answer.seen), FRAME);
    find(".seen").setAttribute("aria-label", say("drawing", { digit }));
    show();
  });

  function show() {
    if (!found) return;
    const size = FRAME * FRAME;
    paintInk(find(".recon"), found.frames.subarray(kept.value * size, (kept.value + 1) * size), FRAME);
    const reading = readingText(say, found.proba[kept.value]);
    find(".recon").setAttribute("aria-label", reading);
    const nats = found.nats.slice(0, kept.value).reduce((sum, one) => sum + one, 0);
    find(".said").textContent = say("result", {
      count: kept.value,
      of: found.mu.length,
      reading,
      nats: nats.toFixed(1),
    });
    bars();
  }

  function bars() {
    const sheet = found && paper(find(".bars"));
    if (!sheet) return;
    const { context, width, height } = sheet;
    const { ink, faded, rule } = inks(plate);
    const most = Math.max(3, ...found.mu.map(Math.abs));
    const step = width / found.mu.length;
    line(
      context,
      [
        [0, height / 2],
        [width, height / 2],
      ],
      rule,
      [],
      1,
    );
    found.mu.forEach((value, at) => {
      context.fillStyle = at < kept.value ? ink : faded;
      context.globalAlpha = at < kept.value ? 1 : 0.3;
      const tall = (Math.abs(value) / most) * (height / 2 - 2);
      context.fillRect(at * step + 1, value > 0 ? height / 2 - tall : height / 2, step - 2, Math.max(1, tall));
    });
    context.globalAlpha = 1;
    find(".bars").setAttribute(
      "aria-label",
      found.mu
        .slice(0, kept.value)
        .map((value) => written(value, 1))
        .join(" "),
    );
  }

  const knob = find(".knob input");
  const kept = slider(find(".knob"), (value) => String(value), show);
  tenDigits(find("fieldset"), digit, (chosen) => ask({ digit: (digit = chosen) }));
  tryIt(".try button", () => openTab("draw", "#pad-a canvas"));
  redrawn(bars);
  whenSeen(() => ask({ digit }));
}
