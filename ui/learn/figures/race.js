/* Two GANs that differ in the discriminator's steps alone: what their samples read as, epoch by epoch and now. */

import { inks, label, line, paper } from "../../kit/pictures/line_plot.js";
import { player } from "../../kit/pictures/player.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { language } from "../../kit/runtime/language.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { figureIn } from "./figure.js";

const FRAME = 28;

export function mount(scope) {
  const { asking, find, plate, redrawn, say, slider, whenSeen } = figureIn(scope);
  const { props } = scope;

  const names = Object.keys(props.history);
  const epochs = [...new Set(names.flatMap((name) => props.history[name].epochs))].sort((a, b) => a - b);
  let seed = 0;
  let live = {}; // counts of the samples drawn just now

  /** The newest row of a model up to an epoch. */
  function sharesAt(name, epoch) {
    const { epochs: known, shares, samples } = props.history[name];
    const at = known.filter((one) => one <= epoch).length - 1;
    return { epoch: known[at], shares: shares[at], samples: samples[at] };
  }

  const sides = names.map((name) => {
    const side = Object.assign(document.createElement("div"), { className: "side" });
    const title = Object.assign(document.createElement("h4"), { textContent: say("steps", { k: props.steps[name] }) });
    const canvas = Object.assign(document.createElement("canvas"), { className: "curve bars" });
    canvas.setAttribute("role", "img");
    const told = Object.assign(document.createElement("p"), { className: "said" });
    const count = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: say("count", { n: props.counted }),
    });
    const ten = Object.assign(document.createElement("div"), { className: "ten", hidden: true });
    ten.setAttribute("aria-hidden", "true");
    const pictures = Array.from({ length: 10 }, () =>
      Object.assign(document.createElement("canvas"), { className: "picture", width: FRAME, height: FRAME }),
    );
    ten.append(...pictures);
    side.append(title, canvas, told, count, ten);
    find(".sides").append(side);
    const ask = asking("ask_count", ({ counts, frames }) => {
      const grey = fromBase64(frames);
      pictures.forEach((picture, at) =>
        paintInk(picture, grey.subarray(at * FRAME ** 2, (at + 1) * FRAME ** 2), FRAME),
      );
      ten.hidden = false;
      live[name] = counts.map((one) => one / props.counted);
      draw();
    });
    count.addEventListener("click", () => ask({ model: name, seed: seed++ }));
    return { name, canvas, told };
  });

  function draw() {
    for (const { name, canvas, told } of sides) {
      const now = sharesAt(name, epochs[knob.value]);
      const shares = live[name] ?? now.shares;
      const most = shares.indexOf(Math.max(...shares));
      const share = say("percent", { number: Math.round(100 * shares[most]) });
      const n = (live[name] ? props.counted : now.samples).toLocaleString(language);
      told.textContent = say(live[name] ? "told_now" : "told", { epoch: now.epoch, digit: most, share, n });
      canvas.setAttribute("aria-label", told.textContent);
      const sheet = paper(canvas);
      if (!sheet) continue;
      const { context, width, height } = sheet;
      const { ink, faded, rule, accent } = inks(plate);
      const floor = height - 18;
      const even = floor - 0.1 * (floor - 8);
      shares.forEach((value, digit) => {
        const tall = value * (floor - 8);
        context.fillStyle = digit === most && value > 0.25 ? accent : ink;
        context.fillRect((digit + 0.15) * (width / 10), floor - tall, 0.7 * (width / 10), tall);
        label(context, String(digit), (digit + 0.5) * (width / 10), height - 4, faded);
      });
      line(
        context,
        [
          [0, floor],
          [width, floor],
        ],
        rule,
        [],
        1,
      );
      line(
        context,
        [
          [0, even],
          [width, even],
        ],
        faded,
        [3, 3],
        1,
      );
    }
  }

  find(".epoch input").max = epochs.length - 1;
  const knob = slider(
    find(".epoch"),
    (at) => String(epochs[at] ?? ""),
    () => {
      playing.stop();
      live = {};
      draw();
    },
  );
  let from = 0;
  const playing = player({
    speed: () => 0.35,
    show: (alpha) => {
      if (alpha < from) return playing.stop(); // once through, and no way back
      from = alpha;
      live = {};
      knob.put(Math.round(alpha * (epochs.length - 1)));
      draw();
    },
    told: (on) => (find(".play").textContent = say(on ? "stop" : "play")),
    steps: Math.max(1, epochs.length - 1),
  });
  find(".play").textContent = say("play");
  find(".play").addEventListener("click", () => {
    from = knob.value >= epochs.length - 1 ? 0 : knob.value / Math.max(1, epochs.length - 1);
    playing.toggle(from);
  });
  redrawn(draw);
  whenSeen(() => {
    plate.classList.add("ready");
    knob.put(epochs.length - 1);
    draw();
  });
}
