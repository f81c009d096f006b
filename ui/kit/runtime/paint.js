/* Pictures are grey bytes, ink 255 on paper 0; they are shown in the theme's ink on the theme's paper. */

import { contextOf, fitTo, newCanvas } from "./canvas.js";
import { packedColours } from "./packed_colours.js";

/** What is to be painted again when the page's colours change.
    @type {Map<HTMLCanvasElement, [grey: ArrayLike<number>, width: number, height: number]>} */
const painted = new Map();
/** @type {Set<() => void>} functions to call then */
const coloured = new Set();
/** @type {CanvasRenderingContext2D | undefined} of a single pixel, by which colours are read */
let one;
/** @type {Uint32Array | null} colours of the 256 grey levels, once they have been needed */
let palette = null;

/** Tabulate the colours between paper, at grey level 0, and ink, at 255.
    @param {number[]} ink [red, green, blue] in 0…255
    @param {number[]} paper likewise
    @returns {Uint32Array} 256 colours as ImageData keeps them */
export function shadesBetween(ink, paper) {
  return packedColours((grey) => ink.map((value, at) => paper[at] + ((value - paper[at]) * grey) / 255));
}

/** Read a colour in whatever way CSS writes it.
    @param {string} colour
    @param {string} [other] stands in for one that the browser does not know
    @returns {number[]} red, green and blue in 0…255 */
export function rgbOf(colour, other = "#000000") {
  one ??= contextOf(newCanvas(1, 1), { willReadFrequently: true });
  one.fillStyle = other;
  one.fillStyle = colour.trim();
  one.fillRect(0, 0, 1, 1);
  return [...one.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
}

/** Tabulate the colours that the page has now. */
function themeShades() {
  const style = getComputedStyle(document.body);
  const colour = (name, other) => rgbOf(style.getPropertyValue(name), other);
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

/** Call `redraw` whenever the page's colours change, until `signal` aborts.
    @param {() => void} redraw
    @param {AbortSignal} [signal] */
export function onColourChange(redraw, signal) {
  if (signal?.aborted) return;
  coloured.add(redraw);
  signal?.addEventListener("abort", () => coloured.delete(redraw));
}

/** List the colours that the page has now, comparable. */
function coloursNow() {
  const style = getComputedStyle(document.body);
  const names = ["color", "background-color", "--body-text-color", "--background-fill-primary", "--color-accent"];
  return names.map((name) => style.getPropertyValue(name)).join();
}

/** Watch the page's colours for as long as it is there, and paint everything anew when they change: with the theme, the
    system's, or whatever styles a visitor or an extension adds. What may change them is heard of at once; whether it
    did, the next frame tells, so that many changes cost one look. */
export function followColours() {
  let known = coloursNow();
  let frame = 0;
  let certain = false; // that a canvas has another colour

  function look() {
    frame = 0;
    const now = coloursNow();
    if (now === known && !certain) return;
    known = now;
    certain = false;
    palette = null;
    for (const [canvas, picture] of painted) {
      if (canvas.isConnected) paintInk(canvas, ...picture);
      else painted.delete(canvas);
    }
    for (const redraw of coloured) redraw();
  }

  const lookSoon = () => (frame ||= requestAnimationFrame(look));
  const changes = new MutationObserver(lookSoon);
  changes.observe(document.documentElement, { attributes: true, childList: true });
  changes.observe(document.head, { childList: true, characterData: true, subtree: true });
  changes.observe(document.body, { attributes: true });
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", lookSoon);
  }
  addEventListener("focus", lookSoon);
  document.addEventListener("visibilitychange", lookSoon);
  // What leaves no trace in the document, such as an extension's own sheet, starts the transition that theme.css gives
  // to the colour of every canvas.
  document.addEventListener("transitionrun", ({ target, propertyName }) => {
    if (propertyName !== "color" || !(target instanceof HTMLCanvasElement)) return;
    certain = true;
    lookSoon();
  });
}
