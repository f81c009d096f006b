/* Two GANs that differ in the discriminator's steps alone: what their samples read as, epoch by epoch and now. */

import { frameOf, SIDE } from "../../../kit/pictures/frames.js";
import { inks, label, paper } from "../../../kit/pictures/line_plot.js";
import { best } from "../../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../../kit/runtime/base64.js";
import { language } from "../../../kit/runtime/language.js";
import { paintInk } from "../../../kit/runtime/paint.js";
import { allEpochs, sharesAt } from "./digit_shares.js";
import { figureIn } from "../figure.js";
import { make, pictures } from "../make.js";
import { percentText } from "../numbers.js";
import { levelLine } from "../plot_marks.js";

const MANY = 0.25; // a digit that takes more of the samples than this is marked

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, plate, playing, redrawn, say, slider, whenSeen } = figureIn(scope);
  const { counted, history, steps } = scope.props;
  const epochs = allEpochs(Object.values(history));
  const last = epochs.length - 1;
  let seed = 0;
  let live = {}; // shares of the samples drawn just now, by the model's name

  const sides = Object.keys(history).map((name) => {
    const side = laySide(say("steps", { k: steps[name] }), say("count", { n: counted }));
    find(".sides").append(side.whole);
    const ask = asking("ask_count", ({ counts, frames }) => {
      showSamples(side, fromBase64(frames));
      live[name] = counts.map((count) => count / counted);
      draw();
    });
    side.count.addEventListener("click", () => ask({ model: name, seed: seed++ }));
    return { ...side, name };
  });

  function draw() {
    for (const { name, canvas, sentence } of sides) {
      const read = sharesAt(history[name], epochs[knob.value]);
      const now = live[name] ? { ...read, shares: live[name], samples: counted } : read;
      sentence.textContent = sharesText(say, live[name] ? "told_now" : "told", now);
      canvas.setAttribute("aria-label", sentence.textContent);
      drawShares(canvas, now.shares, inks(canvas));
    }
  }

  find(".epoch input").max = last;
  const knob = slider(
    ".epoch",
    (at) => String(epochs[at] ?? ""),
    () => {
      play.stop();
      live = {};
      draw();
    },
  );
  let from = 0; // alpha of the frame before
  const play = playing({
    begin: () => (from = knob.value >= last ? 0 : knob.value / Math.max(1, last)),
    speed: () => 0.35,
    show(alpha) {
      if (alpha < from) return play.stop(); // once through, and no way back
      from = alpha;
      live = {};
      knob.put(Math.round(alpha * last));
      draw();
    },
    steps: Math.max(1, last),
  });
  redrawn(draw);
  whenSeen(() => {
    plate.classList.add("ready");
    knob.put(last);
    draw();
  });
  return dispose;
}

/** Make one model's side: bars, a sentence, a button that has samples drawn, and room for ten of them. */
function laySide(title, action) {
  const canvas = make("canvas", { className: "curve bars" });
  canvas.setAttribute("role", "img");
  const sentence = make("p", { className: "said" });
  const count = make("button", { type: "button", textContent: action });
  const samples = pictures(10);
  const ten = make("div", { className: "ten", hidden: true }, ...samples);
  ten.setAttribute("aria-hidden", "true");
  const heading = make("h4", { textContent: title });
  const whole = make("div", { className: "side" }, heading, canvas, sentence, count, ten);
  return { whole, canvas, sentence, count, samples, ten };
}

/** Show ten samples. */
function showSamples({ samples, ten }, grey) {
  samples.forEach((canvas, at) => paintInk(canvas, frameOf({ grey }, at), SIDE));
  ten.hidden = false;
}

/** Say which digit the most samples read as. */
function sharesText(say, key, { epoch, shares, samples }) {
  const digit = best(shares);
  return say(key, { epoch, digit, share: percentText(say, shares[digit]), n: samples.toLocaleString(language) });
}

/** Draw the shares of the ten digits as bars, and dashed what each would have were all drawn alike; does nothing while
    the canvas is hidden. */
function drawShares(canvas, shares, { ink, faded, rule, accent }) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const floor = height - 18;
  const tall = (share) => share * (floor - 8);
  const step = width / 10;
  shares.forEach((share, digit) => {
    context.fillStyle = digit === best(shares) && share > MANY ? accent : ink;
    context.fillRect((digit + 0.15) * step, floor - tall(share), 0.7 * step, tall(share));
    label(context, String(digit), (digit + 0.5) * step, height - 4, faded);
  });
  levelLine(context, width, floor, rule);
  levelLine(context, width, floor - tall(0.1), faded, [3, 3]);
}
