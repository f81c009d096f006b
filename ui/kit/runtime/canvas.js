/* Canvases: making one, getting the context that draws on it, and how many pixels the screen shows of it. */

/** Get a canvas's 2D context. Throws an Error where the browser gives none: the canvas has a context of another kind, or
    there is no memory left for it.
    @param {HTMLCanvasElement} canvas
    @param {CanvasRenderingContext2DSettings} [options] count at the first call for a canvas alone
    @returns {CanvasRenderingContext2D} */
export function contextOf(canvas, options) {
  const context = canvas.getContext("2d", options);
  if (!context) throw new Error(`no 2D context for a canvas of ${canvas.width} x ${canvas.height} px`);
  return context;
}

/** Make a canvas of some pixels that is not in the page.
    @param {number} width
    @param {number} height
    @returns {HTMLCanvasElement} */
export function newCanvas(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

/** Give a canvas as many pixels as a picture has; setting the same number again would wipe it.
    @param {HTMLCanvasElement} canvas
    @param {number} width
    @param {number} height */
export function fitTo(canvas, width, height) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Give a square canvas as many pixels as the screen shows of it, which wipes it where it had others.
    @param {HTMLCanvasElement} canvas
    @returns {boolean} whether it had others; a canvas that is hidden keeps what it has */
export function sharpen(canvas) {
  const side = Math.round(canvas.clientWidth * devicePixelRatio);
  if (!side || side === canvas.width) return false;
  canvas.width = canvas.height = side;
  return true;
}

const PATIENCE = 500; // ms
/** @type {Set<() => void>} functions to call when a CSS pixel takes another number of the screen's */
const watching = new Set();
let ratio = 0;

/** Call `changed` whenever a CSS pixel takes another number of the screen's pixels, which zoom does and another screen,
    until `signal` aborts.
    @param {() => void} changed
    @param {AbortSignal} [signal] */
export function onPixelRatio(changed, signal) {
  if (signal?.aborted) return;
  if (!ratio) {
    // A ratio that no media query names exactly comes with the first, one that the browser tells nobody of is found by
    // the second: comparing two numbers costs nothing.
    addEventListener("resize", followRatio);
    setInterval(followRatio, PATIENCE);
    followRatio();
  }
  watching.add(changed);
  signal?.addEventListener("abort", () => watching.delete(changed));
}

function followRatio() {
  if (ratio === devicePixelRatio) return;
  ratio = devicePixelRatio;
  matchMedia(`(resolution: ${ratio}dppx)`).addEventListener("change", followRatio, { once: true });
  for (const changed of watching) changed();
}
