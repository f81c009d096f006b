/* The units of z: a slider for each, sorted by how much they say; what the moved point decodes to. */

import { finder } from "../../kit/runtime/find.js";
import { complainIn } from "../../kit/controls/draggable_plane.js";
import { refuse, waiting } from "../../kit/controls/form_state.js";
import { PIXELS, SIDE } from "../../kit/pictures/frames.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { clearCanvas, paintInk } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { followPoints } from "../points.js";
import { cloudIn } from "./posterior_cloud.js";

const IDLE = 0.01; // nats: a unit that says less is left unused by the VAE
const points = { a: null, b: null };

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.units ?? {};
  const wait = waiting(find(".frame"));
  const waitCloud = waiting(find(".draws"));
  const complain = complainIn(find(".lost"), say, () => refresh(true));
  const showCloud = cloudIn(find(".draws"), find(".summary"), say);
  const moved = new Map(Object.entries(kept.moved ?? {})); // by drawing's own z, so that it is found again: z as it was left
  let rows = []; // {unit, slider, field, canvas}, as they are sorted
  let origin = null; // the point of the drawing
  let z = null;
  let seed = 0;

  const live = askNewest(
    (question) => server.unit_frames({ lang: language, ...question }),
    (answer, { z: asked }, last) => {
      complain(answer);
      if (answer.ok) show(answer, asked);
      wait.end(last, !answer.ok);
    },
  );
  const draws = askNewest(
    (question) => server.cloud({ lang: language, ...question }),
    (answer, _, last) => {
      if (answer.ok) showCloud(answer);
      else complain(answer);
      waitCloud.end(last, !answer.ok);
    },
  );

  const which = () => find('[name="which"]:checked').value;
  const key = (point) => `${point.model} ${point.z.join(" ")}`;

  /** Begin with the drawing's point, or go on where its sliders were left; `anew` asks again in any case. */
  function refresh(anew) {
    if (!fold.open) return;
    const other = which() === "a" ? "b" : "a";
    if (!origin && !points[which()] && points[other]) find(`[value=${other}]`).checked = true;
    const point = points[which()];
    fold.classList.toggle("blank", !point && !origin);
    if (!point || (anew !== true && origin && key(point) === key(origin))) return;
    origin = point;
    z = [...(moved.get(key(origin)) ?? origin.z)];
    layOut();
    ask(true);
    drawCloud();
  }

  /** KL to the prior of each unit, nats: over MNIST's test digits, or of this drawing where that was not measured. */
  function information({ model, mu, logvar }) {
    return props.kl[model] ?? mu.map((mean, unit) => 0.5 * (mean * mean + Math.exp(logvar[unit]) - 1 - logvar[unit]));
  }

  function layOut() {
    const kl = information(origin);
    find(".order").textContent = say(props.kl[origin.model] ? "order" : "order_here");
    const units = kl.map((_, unit) => unit).sort((a, b) => kl[b] - kl[a]);
    for (const { canvas } of rows) clearCanvas(canvas); // the page need not remember what it showed
    rows = units.map((unit) => row(unit, kl[unit]));
    find(".rows").replaceChildren(...rows.map(({ item }) => item));
    showNumbers();
  }

  function row(unit, nats) {
    const item = Object.assign(document.createElement("li"), { className: nats < IDLE ? "row idle" : "row" });
    const name = Object.assign(document.createElement("div"), { className: "name" });
    const title = Object.assign(document.createElement("b"), { textContent: say("unit", { unit: unit + 1 }) });
    const told = nats < IDLE ? say("idle") : say("nats", { nats: nats.toFixed(2) });
    name.append(title, Object.assign(document.createElement("span"), { textContent: told }));
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    const { reach } = props;
    const slider = Object.assign(document.createElement("input"), {
      type: "range",
      min: -reach,
      max: reach,
      step: 0.01,
    });
    const field = Object.assign(document.createElement("input"), { type: "text", inputMode: "decimal" });
    for (const input of [slider, field]) input.setAttribute("aria-label", say("unit", { unit: unit + 1 }));
    slider.addEventListener("input", () => set(unit, Number(slider.value)));
    slider.addEventListener("change", () => ask(true));
    field.addEventListener("change", () => type(unit, field));
    item.append(name, canvas, slider, field);
    return { item, unit, slider, field, canvas };
  }

  const written = (value) => String(Math.round(value * 100) / 100).replace("-", "−");

  function showNumbers() {
    for (const { unit, slider, field } of rows) {
      slider.value = z[unit];
      if (!field.hasAttribute("aria-invalid")) field.value = written(z[unit]);
    }
  }

  function set(unit, value) {
    z[unit] = value;
    moved.set(key(origin), [...z]);
    showNumbers();
    ask(false);
  }

  function type(unit, field) {
    const text = field.value.normalize("NFKC").replace("−", "-").trim();
    const value = text === "" ? NaN : Number(text);
    const { reach } = props;
    const fits = Math.abs(value) <= reach;
    const came = text ? say("came", { came: text.slice(0, 40) }) : say("nothing");
    refuse(field, find(".wrong"), fits ? "" : say("bad_value", { reach, came }));
    if (!fits) return;
    set(unit, value);
    ask(true);
  }

  function ask(strips) {
    wait.begin();
    live.ask({ model: origin.model, z: [...z], strips });
  }

  function show({ frame, proba, strips }, asked) {
    paintInk(find(".frame canvas"), fromBase64(frame), SIDE);
    const reading = readingText(say, proba);
    find(".reading").textContent = reading;
    find(".frame canvas").setAttribute("aria-label", reading);
    if (!strips || asked.length !== z.length) return;
    const grey = fromBase64(strips);
    for (const { unit, canvas } of rows) paintInk(canvas, sideBySide(grey, unit), props.stops * SIDE, SIDE);
  }

  /** The frames of a unit's strip as one picture. */
  function sideBySide(grey, unit) {
    const { stops } = props;
    const out = new Uint8Array(stops * PIXELS);
    for (let stop = 0; stop < stops; stop++) {
      for (let y = 0; y < SIDE; y++) {
        const start = (unit * stops + stop) * PIXELS + y * SIDE;
        out.set(grey.subarray(start, start + SIDE), y * stops * SIDE + stop * SIDE);
      }
    }
    return out;
  }

  function drawCloud() {
    waitCloud.begin();
    draws.ask({ model: origin.model, mu: origin.mu, logvar: origin.logvar, seed });
  }

  find(".reset").addEventListener("click", () => {
    moved.delete(key(origin));
    z = [...origin.z];
    for (const { field } of rows) refuse(field, find(".wrong"));
    showNumbers();
    ask(true);
  });
  find(".draw").addEventListener("click", () => {
    seed += 1;
    drawCloud();
  });
  for (const radio of element.querySelectorAll('[name="which"]')) radio.addEventListener("change", refresh);
  if (kept.which) find(`[value=${kept.which}]`).checked = true;
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", refresh);
  followPoints(points, refresh);
  channel("draw-again").subscribe(() => find(".lost").hidden || refresh(true));
  keepForNextPage("units", () => ({ open: fold.open, which: which(), moved: Object.fromEntries(moved) }));
}
