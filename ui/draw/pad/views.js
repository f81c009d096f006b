/* What stands under a sheet: what the model sees, what it makes of it, and, on request, a closer look at both. */

import { best, percent, readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { clearCanvas, onThemeChange, paintInk } from "../../kit/runtime/paint.js";

const SIDE = 28;
const SPREAD = 3.5; // of z, shown up and down

/** Paints the answers of `Studio.live` and `Studio.polish` into a pad's elements.
    find: querySelector of the pad; say: its texts; letter: "A" or "B". */
export function padViews(find, say, letter) {
  const section = find("section");
  let shown = {}; // the newest answers, put together
  let pictures = {}; // their grey bytes

  const bars = (selector) =>
    Array.from({ length: 10 }, (_, digit) => {
      const bar = document.createElement("li");
      bar.textContent = digit;
      find(selector).append(bar);
      return bar;
    });
  const readerBars = bars(".reading .bars");
  const ownBars = bars(".own-bars");
  const raise = (list, proba) => list.forEach((bar, digit) => bar.style.setProperty("--share", proba?.[digit] ?? 0));

  /** Nothing is drawn: say so in place of blank pictures. */
  function forget() {
    shown = {};
    pictures = {};
    section.classList.remove("waiting", "failed", "answered", "polished");
    for (const name of [".says", ".but", ".spoken"]) find(name).textContent = "";
    for (const name of ["seen", "recon", "second", "difference"]) clearCanvas(find(`.${name} canvas`));
    for (const name of ["seen", "recon"]) find(`.${name} canvas`).setAttribute("aria-label", say("nothing_yet"));
    raise(readerBars);
  }

  function show(answer) {
    shown = answer;
    pictures = { seen: fromBase64(shown.seen), recon: fromBase64(shown.recon) };
    if (shown.other) pictures.second = fromBase64(shown.other.recon);
    section.classList.remove("failed");
    section.classList.add("answered");
    for (const name in pictures) paintInk(find(`.${name} canvas`), pictures[name], SIDE);
    const { proba, proba_hat } = shown;
    find(".seen canvas").setAttribute("aria-label", say("seen_alt", { letter, digit: best(proba) }));
    find(".recon canvas").setAttribute("aria-label", say("recon_alt", { letter, digit: best(proba_hat) }));
    if (shown.other) {
      const digit = best(shown.other.proba_hat);
      find(".second canvas").setAttribute("aria-label", say("recon_alt", { letter, digit }));
    }
    find(".says").textContent = readingText(say, proba);
    find(".but").textContent = remarks().join(say("space"));
    raise(readerBars, proba);
    if (find(".closer").open) look();
  }

  /** What is out of the ordinary: a reconstruction that reads otherwise, a drawing unlike MNIST's digits. */
  function remarks() {
    const { proba, proba_hat, nats, high } = shown;
    const said = [];
    if (best(proba) !== best(proba_hat)) {
      said.push(say("recon_differs", { digit: best(proba_hat), share: percent(say, proba_hat[best(proba_hat)]) }));
    }
    if (nats > high) said.push(say("closer_unusual"));
    return said;
  }

  /** The closer look, of whatever the answers hold. */
  function look() {
    if (!pictures.seen) return;
    drawDifference();
    drawUnits();
    if (shown.nats === undefined) return; // the pen moves and nobody asked
    const { nats, low, high, share, class_proba } = shown;
    find(".own").hidden = !class_proba;
    find(".own-says").textContent = class_proba ? readingText(say, class_proba) : "";
    raise(ownBars, class_proba);
    find(".nats").textContent = say("closer_nats", { nats: nats.toFixed(1) });
    find(".bound .share").textContent = low === undefined ? "" : say("closer_share", { share });
    find(".bound .span").textContent = low === undefined ? say("closer_no_range") : say("closer_span", { low, high });
    find(".scale").hidden = low === undefined;
    const [from, to] = [low - 0.25 * (high - low), high + 0.5 * (high - low)];
    const at = (value) => `${100 * Math.min(1, Math.max(0, (value - from) / (to - from)))}%`;
    find(".scale i").style.cssText = `left: ${at(low)}; right: calc(100% - ${at(high)})`;
    find(".scale b").style.left = at(nats);
  }

  /** Red where the reconstruction adds ink, blue where it leaves out; by the square root, or little would be seen. */
  function drawDifference() {
    const canvas = find(".difference canvas");
    const context = canvas.getContext("2d");
    const style = getComputedStyle(canvas);
    const [added, missing] = [style.color, style.outlineColor].map((colour) => colour.match(/\d+/g).map(Number));
    const picture = new ImageData(SIDE, SIDE);
    for (let at = 0; at < SIDE * SIDE; at++) {
      const change = pictures.recon[at] - pictures.seen[at];
      picture.data.set([...(change > 0 ? added : missing).slice(0, 3), Math.sqrt(255 * Math.abs(change))], 4 * at);
    }
    context.putImageData(picture, 0, 0);
  }

  /** mu as bars from 0, with a line from mu − σ to mu + σ on each. */
  function drawUnits() {
    const canvas = find(".mu");
    const { mu, logvar } = shown;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((px) => Math.round(px * devicePixelRatio));
    if (!width) return;
    Object.assign(canvas, { width, height });
    canvas.setAttribute("aria-label", say("closer_mu_alt", { values: mu.map((value) => value.toFixed(1)).join(", ") }));
    find(".units").textContent = say("closer_mu", { units: mu.length });
    const context = canvas.getContext("2d");
    const style = getComputedStyle(canvas);
    const step = width / mu.length;
    const y = (value) => height / 2 - (Math.max(-SPREAD, Math.min(SPREAD, value)) / SPREAD) * (height / 2 - 1);
    mu.forEach((value, unit) => {
      const sigma = Math.exp(logvar[unit] / 2);
      context.fillStyle = style.outlineColor;
      context.fillRect(unit * step + step * 0.15, Math.min(y(0), y(value)), step * 0.7, Math.abs(y(value) - y(0)) || 1);
      context.fillStyle = style.color;
      const thin = Math.max(1, Math.round(devicePixelRatio));
      context.fillRect((unit + 0.5) * step - thin / 2, y(value + sigma), thin, y(value - sigma) - y(value + sigma));
    });
    context.fillStyle = style.borderTopColor;
    context.fillRect(0, Math.round(y(0)), width, 1);
  }

  /** Announced once the pen rests, or a screen reader would never stop. */
  function speak(answer) {
    if (answer.lost) return; // its sentence is an alert
    const lines = answer.ok ? [readingText(say, shown.proba), ...remarks()] : [answer.error];
    find(".spoken").textContent = `${letter}: ${lines.join(" ")}`;
  }

  onThemeChange(() => find(".closer").open && look());
  return {
    forget,
    show,
    look,
    speak,
    get shown() {
      return shown;
    },
  };
}
