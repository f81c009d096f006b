/* The response: one of its parts or all four, each with a bar of its colours, and the value under the pointer. */

import { PART_COLOURS, gradient, paintGrey } from "../../kit/pictures/colour_maps.js";

const SIGNED = ["real", "imaginary"];

/** A figure for one part: its canvas, its name, the bar of its colours, and the values of its pixels. */
export function panel(figure, say) {
  const canvas = figure.querySelector("canvas");
  const bar = figure.querySelector(".bar i");
  const [low, high] = figure.querySelectorAll(".bar output");
  let shown; // {part, peak, picture: {grey, width, height}}

  function ends({ part, peak }) {
    if (part === "phase") return ["−180°", "180°"];
    if (!peak) return ["", "0"];
    const most = peak.toPrecision(2);
    return SIGNED.includes(part) ? ["−" + most, "+" + most] : ["0", most];
  }

  /** faded : the magnitude's picture, where it is to fade the phase; brief : whether there is little room for words */
  function show(part, { peak, picture }, faded, brief) {
    shown = { part, peak, picture };
    paintGrey(canvas, picture, PART_COLOURS[part], faded && ((at) => Math.min(1, faded.grey[at] / 24)));
    figure.dataset.part = part;
    canvas.ariaLabel = say("output_alt_" + part);
    figure.querySelector(".name").textContent = say((brief ? "part_" : "output_") + part);
    bar.style.background = peak ? gradient(PART_COLOURS[part]) : "";
    [low.textContent, high.textContent] = ends(shown);
  }

  /** The value at a pixel, as text: as many digits as 256 levels carry. */
  function value(column, row) {
    const { part, peak, picture } = shown;
    const level = picture.grey[row * picture.width + column];
    if (!peak) return "0";
    if (part === "phase") return `${Math.round(((level - 128) / 128) * 180)}°`.replace("-", "−");
    const number = SIGNED.includes(part) ? ((level - 128) / 127) * peak : (level / 255) * peak;
    const digits = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(peak))));
    return (number > 0 && SIGNED.includes(part) ? "+" : "") + number.toFixed(digits).replace("-", "−");
  }

  return { figure, show, value };
}

/** Which pixel of a canvas an event is over, [column, row], or undefined: the picture may be narrower than its box. */
export function pixelAt(canvas, event) {
  const box = canvas.getBoundingClientRect();
  const zoom = Math.min(box.width / canvas.width, box.height / canvas.height);
  const column = Math.floor((event.clientX - box.left - (box.width - canvas.width * zoom) / 2) / zoom);
  const row = Math.floor((event.clientY - box.top - (box.height - canvas.height * zoom) / 2) / zoom);
  return column >= 0 && row >= 0 && column < canvas.width && row < canvas.height ? [column, row] : undefined;
}

/** Buttons of which one is chosen, with pointer or arrow keys: `chosen(name)`; `show(name)` marks it. */
export function choice(container, names, say, chosen) {
  const buttons = names.map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.role = "radio";
    button.dataset.part = name;
    button.textContent = say("part_" + name);
    button.addEventListener("click", () => chosen(name));
    return button;
  });
  container.append(...buttons);
  container.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.findIndex((button) => button.ariaChecked === "true");
    const next = buttons[(at + step + buttons.length) % buttons.length];
    next.focus();
    chosen(next.dataset.part);
  });
  return {
    show(name) {
      for (const button of buttons) {
        button.ariaChecked = String(button.dataset.part === name);
        button.tabIndex = button.dataset.part === name ? 0 : -1;
      }
    },
  };
}
