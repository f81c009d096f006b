/* Which pixels a discriminator's score hangs on: one colour where more ink would raise it, another where it would lower
   it. */

import { SIDE } from "../../kit/pictures/frames.js";
import { rgbOf } from "../../kit/runtime/paint.js";

/** Colour a saliency map. Opacity goes by the square root, or only the strongest pixels would be seen.
    @param {Uint8Array} bytes signed: 128 is zero, 255 the largest gain of the score
    @param {number[]} helps red, green and blue, 0…255, of pixels where ink would raise the score
    @param {number[]} harms likewise, where it would lower it
    @returns {Uint8ClampedArray<ArrayBuffer>} red, green, blue and opacity of each pixel */
export function saliencyPixels(bytes, helps, harms) {
  const pixels = new Uint8ClampedArray(4 * bytes.length);
  bytes.forEach((byte, at) => {
    const value = (byte - 128) / 127;
    pixels.set([...(value > 0 ? helps : harms), 255 * Math.sqrt(Math.abs(value))], 4 * at);
  });
  return pixels;
}

/** Paint a saliency map over the drawing; the canvas's colour means a gain, its outline's a loss.
    @param {HTMLCanvasElement} canvas
    @param {Uint8Array} bytes 28 × 28, signed: 128 is zero */
export function drawSaliency(canvas, bytes) {
  const style = getComputedStyle(canvas);
  const [helps, harms] = [rgbOf(style.color), rgbOf(style.outlineColor)];
  Object.assign(canvas, { width: SIDE, height: SIDE });
  canvas.getContext("2d")?.putImageData(new ImageData(saliencyPixels(bytes, helps, harms), SIDE, SIDE), 0, 0);
}
