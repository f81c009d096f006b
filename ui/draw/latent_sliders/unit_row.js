/* One unit of z on the page: its name, a strip of what it does, a slider and a field. */

import { isIdle } from "./unit_numbers.js";

/** Lay out a row.
    @param {import("../types").Say} say
    @param {{unit: number, nats: number, reach: number}} about unit: from 0; nats: what it says; reach: how far its slider
      goes to either side
    @param {{slide(value: number): void, rest(): void, type(field: HTMLInputElement): void}} on what the visitor does:
      moves the slider, lets go of it, enters something in the field
    @returns {{item: HTMLElement, unit: number, slider: HTMLInputElement, field: HTMLInputElement, canvas:
      HTMLCanvasElement}} */
export function unitRow(say, { unit, nats, reach }, on) {
  const item = Object.assign(document.createElement("li"), { className: isIdle(nats) ? "row idle" : "row" });
  const label = say("unit", { unit: unit + 1 });
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");

  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: -reach, max: reach, step: 0.01 });
  const field = Object.assign(document.createElement("input"), { type: "text", inputMode: "decimal" });
  for (const input of [slider, field]) input.setAttribute("aria-label", label);
  slider.addEventListener("input", () => on.slide(Number(slider.value)));
  slider.addEventListener("change", on.rest);
  field.addEventListener("change", () => on.type(field));

  item.append(
    nameOf(label, isIdle(nats) ? say("idle") : say("nats", { nats: nats.toFixed(2) })),
    canvas,
    slider,
    field,
  );
  return { item, unit, slider, field, canvas };
}

function nameOf(label, note) {
  const name = Object.assign(document.createElement("div"), { className: "name" });
  const title = Object.assign(document.createElement("b"), { textContent: label });
  name.append(title, Object.assign(document.createElement("span"), { textContent: note }));
  return name;
}
