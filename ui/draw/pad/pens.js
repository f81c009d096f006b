/* The pens that a pad offers. */

import { PENS } from "../../kit/drawing/sheet.js";

const SHOWN = 2.6; // CSS px of the picture of a pen for each px of its line in the frame that the model sees

/** Lay out a radio button for each pen.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {import("../../kit/runtime/types").Pad} pad
    @param {(pen: number) => void} choose is called with the pen that the visitor takes
    @returns {(pen: number) => void} shows which pen the sheet has */
export function offerPens(find, say, pad, choose) {
  const options = Object.entries(PENS).map(([name, pen]) => {
    const label = document.createElement("label");
    const option = document.createElement("input");
    Object.assign(option, { type: "radio", name: `pen-${pad}`, value: pen });
    option.setAttribute("aria-label", say(`pad_pen_${name}`));
    label.title = say(`pad_pen_${name}`);
    const line = document.createElement("i");
    line.style.setProperty("--width", `${SHOWN * pen}px`);
    label.append(option, line);
    option.addEventListener("change", () => choose(pen));
    find(".pens").append(label);
    return option;
  });
  return (pen) => {
    for (const option of options) option.checked = Number(option.value) === pen;
  };
}
