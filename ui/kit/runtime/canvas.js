/* Canvases: making one, and getting the context that draws on it. */

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
