/* What one discriminator makes of the drawing: its score, beside those of real and forged digits, and its saliency. */

import { inks, label, line, paper } from "../../kit/pictures/line_plot.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { clearCanvas, onThemeChange, paintInk } from "../../kit/runtime/paint.js";

const SIDE = 28;
const BINS = 40; // of the scores 0…1
const SPREAD = 10; // values that stand for a hundredth of the digits

/** How many of the digits whose percentiles (101 scores) these are fall into each of BINS bins, in hundredths. */
function histogram(percentiles) {
  const counts = new Float64Array(BINS);
  for (let at = 0; at < 100; at++) {
    for (let part = 0.5; part < SPREAD; part++) {
      const score = percentiles[at] + (part / SPREAD) * (percentiles[at + 1] - percentiles[at]);
      counts[Math.min(BINS - 1, Math.floor(score * BINS))] += 1 / SPREAD;
    }
  }
  return counts;
}

/** Of the digits whose percentiles these are, how many per cent score less. */
const shareBelow = (percentiles, score) =>
  Math.round(Math.min(100, Math.max(0, percentiles.filter((value) => value < score).length - 0.5)));

/** The scores of real digits above a line and of forgeries below it, and where the drawing's lies. */
function drawScores(canvas, score, known, words) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { ink, faded, rule, accent } = inks(canvas);
  const [left, right] = [6, width - 6];
  const axis = known ? (height - 20) / 2 : height - 22;
  const room = axis - 13; // for words above and below the bars
  const x = (value) => left + value * (right - left);
  if (known) {
    const counts = { real: histogram(known.real), fake: histogram(known.fake) };
    const most = Math.max(...counts.real, ...counts.fake);
    for (const [kind, up, colour] of [
      ["real", -1, faded],
      ["fake", 1, accent],
    ]) {
      context.fillStyle = colour;
      context.globalAlpha = 0.65;
      counts[kind].forEach((count, bin) => {
        const bar = up * room * Math.sqrt(count / most); // by the square root, or the few would not be seen
        context.fillRect(x(bin / BINS) + 0.5, axis, x((bin + 1) / BINS) - x(bin / BINS) - 1, bar);
      });
      context.globalAlpha = 1;
    }
    label(context, words.real, left, 10, faded, "left");
    label(context, words.fake, left, 2 * axis - 2, accent, "left");
  }
  line(
    context,
    [
      [left, axis],
      [right, axis],
    ],
    known ? rule : faded,
    [],
    1,
  );
  label(context, words.low, left, height - 2, faded, "left");
  label(context, words.high, right, height - 2, faded, "right");
  if (score === null) return;
  const place = x(score);
  line(
    context,
    [
      [place, known ? 2 : axis - 16],
      [place, known ? 2 * axis - 2 : axis + 6],
    ],
    ink,
    [],
    2.5,
  );
}

/** Paint signed bytes (28 × 28, 128 is zero) over the drawing: one colour where ink would help, one where it would harm.
    By the square root, or only the strongest pixels would be seen. */
function drawSaliency(canvas, bytes) {
  const style = getComputedStyle(canvas);
  const [helps, harms] = [style.color, style.outlineColor].map((colour) =>
    colour.match(/\d+/g).slice(0, 3).map(Number),
  );
  const picture = new ImageData(SIDE, SIDE);
  bytes.forEach((byte, at) => {
    const value = (byte - 128) / 127;
    picture.data.set([...(value > 0 ? helps : harms), 255 * Math.sqrt(Math.abs(value))], 4 * at);
  });
  Object.assign(canvas, { width: SIDE, height: SIDE });
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

/** A card for a model. known : its percentiles by way of asking ("read", "best"); labels : null, or
    {value(), choose(label)} where D can be asked about a certain digit; forge() lays a forgery on the sheet. */
export function criticCard(model, { say, known, labels, forge }) {
  const item = document.createElement("li");
  const make = (name, className, parent, text = "") => {
    const made = Object.assign(document.createElement(name), { className, textContent: text });
    parent.append(made);
    return made;
  };
  const view = make("div", "view", make("figure", "map", item));
  const [under, over] = ["under", "over"].map((name) => make("canvas", name, view));
  under.setAttribute("aria-hidden", "true");
  over.setAttribute("role", "img");
  over.setAttribute("aria-label", say("map_alt", { model: say(`model_${model}`) }));
  const body = make("div", "verdict", item);
  make("h3", "", body, say(`model_${model}`));
  const top = make("p", "line", body);
  const number = make("b", "score", top);
  const choice = labels ? select(make("label", "about", top)) : null;
  const strip = make("canvas", "strip", body);
  strip.setAttribute("role", "img");
  strip.setAttribute("aria-label", `${say("strip_real")}, ${say("strip_fake")}`); // until there is a score to tell
  const rank = make("p", "hint rank", body);
  const button = make("button", "forgery", body, say("forgery"));
  button.type = "button";
  button.addEventListener("click", forge);
  let shown = null;

  function select(place) {
    place.append(say("about_before"));
    const made = make("select", "", place);
    for (const value of ["read", "best", ...Array(10).keys()]) {
      made.append(new Option(typeof value === "number" ? value : say(`about_${value}`), value));
    }
    place.append(say("about_after"));
    made.addEventListener("change", () => labels.choose(made.value));
    return made;
  }

  function redraw() {
    const range = known?.[labels?.value() === "best" ? "best" : "read"];
    drawScores(strip, shown?.score ?? null, range, {
      real: say("strip_real"),
      fake: say("strip_fake"),
      low: say("strip_low"),
      high: say("strip_high"),
    });
    if (shown) drawSaliency(over, fromBase64(shown.saliency));
    if (!shown) return (rank.textContent = "");
    const values = range && { real: shareBelow(range.real, shown.score), fake: shareBelow(range.fake, shown.score) };
    const where = values ? say("rank", values) : say("rank_unknown");
    rank.textContent = where;
    strip.setAttribute("aria-label", say("strip_alt", { score: number.textContent, where }));
  }

  new ResizeObserver(redraw).observe(strip);
  onThemeChange(redraw);
  return {
    item,
    show(critic, seen) {
      shown = critic;
      number.textContent = critic.score.toFixed(3);
      number.title = String(critic.score);
      if (choice) {
        choice.value = labels.value();
        for (const name of ["read", "best"]) {
          const digit = name === labels.value() ? say("about_digit", { digit: critic.label }) : "";
          choice.querySelector(`[value=${name}]`).textContent = say(`about_${name}`) + digit;
        }
      }
      paintInk(under, seen, SIDE);
      redraw();
    },
    blank() {
      shown = null;
      number.textContent = "–";
      for (const canvas of [under, over]) clearCanvas(canvas);
      redraw();
    },
  };
}
