/* Pictures are grey bytes, ink 255 on paper 0; they are shown in the theme's ink on the theme's paper. */

import { contextOf, fitTo, newCanvas } from "./canvas.js";
import { packedColours } from "./packed_colours.js";

/** What is to be painted again when the theme changes.
    @type {Map<HTMLCanvasElement, [grey: ArrayLike<number>, width: number, height: number]>} */
const painted = new Map();
/** @type {Set<() => void>} functions to call when the theme changes */
const themed = new Set();
/** @type {Uint32Array | null} colours of the 256 grey levels, once they have been needed */
let palette = null;

/** Tabulate the colours between paper, at grey level 0, and ink, at 255.
    @param {number[]} ink [red, green, blue] in 0…255
    @param {number[]} paper likewise
    @returns {Uint32Array} 256 colours as ImageData keeps them */
export function shadesBetween(ink, paper) {
  return packedColours((grey) => ink.map((value, at) => paper[at] + ((value - paper[at]) * grey) / 255));
}

/** Tabulate the colours of the theme that the page has now. */
function themeShades() {
  const style = getComputedStyle(document.body);
  const context = contextOf(newCanvas(1, 1));
  const colour = (name, other) => {
    context.fillStyle = other; // stays where the theme's colour is none that the browser knows
    context.fillStyle = style.getPropertyValue(name).trim();
    const digits = String(context.fillStyle); // "#rrggbb"
    return [1, 3, 5].map((at) => parseInt(digits.slice(at, at + 2), 16));
  };
  return shadesBetween(colour("--body-text-color", "#000000"), colour("--background-fill-primary", "#ffffff"));
}

/** Paint grey bytes on a canvas of as many pixels.
    @param {HTMLCanvasElement} canvas
    @param {ArrayLike<number>} grey width × height bytes, row by row; ink 255
    @param {number} width
    @param {number} [height] */
export function paintInk(canvas, grey, width, height = width) {
  palette ??= themeShades();
  fitTo(canvas, width, height);
  const picture = new ImageData(width, height);
  const pixels = new Uint32Array(picture.data.buffer);
  for (let at = 0; at < pixels.length; at++) pixels[at] = palette[grey[at]];
  contextOf(canvas).putImageData(picture, 0, 0);
  painted.set(canvas, [grey, width, height]);
}

/** Turn a canvas back into blank paper.
    @param {HTMLCanvasElement} canvas */
export function clearCanvas(canvas) {
  painted.delete(canvas);
  contextOf(canvas).clearRect(0, 0, canvas.width, canvas.height);
}

/** Call `redraw` whenever the page turns light or dark, until `signal` aborts.
    @param {() => void} redraw
    @param {AbortSignal} [signal] */
export function onThemeChange(redraw, signal) {
  if (signal?.aborted) return;
  themed.add(redraw);
  signal?.addEventListener("abort", () => themed.delete(redraw));
}

/** Watch for the page turning light or dark, for as long as it is there, and paint everything anew. */
export function followTheme() {
  let dark = document.body.classList.contains("dark");
  new MutationObserver(() => {
    if (dark === document.body.classList.contains("dark")) return;
    dark = !dark;
    palette = null;
    for (const [canvas, picture] of painted) {
      if (canvas.isConnected) paintInk(canvas, ...picture);
      else painted.delete(canvas);
    }
    for (const redraw of themed) redraw();
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
}
