/* The closer look at a drawing: what the reconstruction adds and leaves out, the units, the VAE's own reading, −ELBO. */

import { readingText } from "../../kit/pictures/reader_text.js";
import { rgbOf } from "../../kit/runtime/paint.js";
import { differencePixels, heightOf, placeOnScale } from "./closer_numbers.js";
import { digitBars } from "./digit_bars.js";

const SIDE = 28;

/** Make what fills the closer look.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @returns {(answer: import("../types").Reconstruction, pictures: {seen: Uint8Array, recon: Uint8Array}) => void} */
export function closerLook(find, say) {
  const raise = digitBars(find(".own-bars"));
  return (answer, pictures) => {
    drawDifference(find(".difference canvas"), pictures);
    nameUnits(find, say, answer);
    drawUnits(find(".mu"), answer);
    if (answer.nats === undefined) return; // the pen moves and nobody asked
    const { class_proba } = answer;
    find(".own").hidden = !class_proba;
    find(".own-says").textContent = class_proba ? readingText(say, class_proba) : "";
    raise(class_proba ?? undefined);
    showBound(find, say, answer);
  };
}

/** Draw in red where the reconstruction adds ink and in blue where it leaves out. The style of the canvas says which
    colours these are: `color` and `outline-color`. */
function drawDifference(canvas, { seen, recon }) {
  const style = getComputedStyle(canvas);
  const pixels = differencePixels(seen, recon, rgbOf(style.color), rgbOf(style.outlineColor));
  canvas.getContext("2d").putImageData(new ImageData(pixels, SIDE, SIDE), 0, 0);
}

function nameUnits(find, say, { mu }) {
  const values = mu.map((value) => value.toFixed(1)).join(", ");
  find(".mu").setAttribute("aria-label", say("closer_mu_alt", { values }));
  find(".units").textContent = say("closer_mu", { units: mu.length });
}

/** Draw mu as bars from 0, with a line from mu − σ to mu + σ on each. */
function drawUnits(canvas, { mu, logvar }) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((px) => Math.round(px * devicePixelRatio));
  if (!width) return;
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  const style = getComputedStyle(canvas);
  const step = width / mu.length;
  const thin = Math.max(1, Math.round(devicePixelRatio));
  const y = (value) => heightOf(value, height);
  mu.forEach((value, unit) => {
    const sigma = Math.exp(logvar[unit] / 2);
    context.fillStyle = style.outlineColor;
    context.fillRect(unit * step + step * 0.15, Math.min(y(0), y(value)), step * 0.7, Math.abs(y(value) - y(0)) || 1);
    context.fillStyle = style.color;
    context.fillRect((unit + 0.5) * step - thin / 2, y(value + sigma), thin, y(value - sigma) - y(value + sigma));
  });
  context.fillStyle = style.borderTopColor;
  context.fillRect(0, Math.round(y(0)), width, 1);
}

/** Say −ELBO, and mark where it lies among those of MNIST's test digits, where they were measured.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {{nats?: any, low?: any, high?: any, share?: any}} answer */
function showBound(find, say, { nats, low, high, share }) {
  const measured = low !== undefined;
  find(".nats").textContent = say("closer_nats", { nats: nats.toFixed(1) });
  find(".bound .share").textContent = measured ? say("closer_share", { share }) : "";
  find(".bound .span").textContent = measured ? say("closer_span", { low, high }) : say("closer_no_range");
  find(".scale").hidden = !measured;
  if (!measured) return;
  const at = (value) => `${100 * placeOnScale(value, low, high)}%`;
  find(".scale i").style.cssText = `left: ${at(low)}; right: calc(100% - ${at(high)})`;
  find(".scale b").style.left = at(nats);
}
