/* Small line drawings on canvases: sections of the wavelet, its transfer function over frequency and in the plane. */

import { contextOf, newCanvas } from "../runtime/canvas.js";
import { COLOURS, paintGrey } from "./colour_maps.js";

/** Give a canvas as many pixels as the screen shows of it, blank, and get its context scaled to CSS pixels.
    @param {HTMLCanvasElement} canvas
    @returns {{context: CanvasRenderingContext2D, width: number, height: number} | undefined} width and height in CSS
      pixels; undefined while the canvas is hidden */
export function paper(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!width || !height) return undefined;
  const ratio = devicePixelRatio || 1;
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  const context = contextOf(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `11px ${getComputedStyle(canvas).fontFamily}`;
  context.lineJoin = "round";
  return { context, width, height };
}

/** Read the colours that a canvas has for what is drawn on it, as theme.css gives them and as a contrast theme, a user's
    style or an extension may have changed them since.
    @param {HTMLCanvasElement} canvas
    @returns {{ink: string, faded: string, rule: string, accent: string}} as CSS writes them */
export function inks(canvas) {
  const { color, textDecorationColor, columnRuleColor, outlineColor } = getComputedStyle(canvas);
  return { ink: color, faded: textDecorationColor, rule: columnRuleColor, accent: outlineColor };
}

/** Draw a line through points.
    @param {CanvasRenderingContext2D} context
    @param {number[][]} points each [x, y] in CSS pixels
    @param {string} colour
    @param {number[]} [dash] lengths of dashes and gaps; without them the line is whole
    @param {number} [width] */
export function line(context, points, colour, dash = [], width = 1.6) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}

/** Write a word.
    @param {CanvasRenderingContext2D} context
    @param {string | number} text
    @param {number} x of its middle, or of the end that `align` names
    @param {number} y of its baseline, unless the context has another
    @param {string} colour
    @param {CanvasTextAlign} [align] */
export function label(context, text, x, y, colour, align = "center") {
  context.fillStyle = colour;
  context.textAlign = align;
  context.fillText(String(text), x, y);
}

/** Draw a section of the wavelet: its real part as a line, its imaginary part dashed.
    @param {HTMLCanvasElement} canvas
    @param {ArrayLike<number>} values in −1…1, those of the real part before those of the imaginary one
    @param {number} span px from the first value of a part to the last */
export function drawSection(canvas, values, span) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { ink, faded, rule, accent } = inks(canvas);
  const count = values.length / 2;
  const [top, bottom] = [8, height - 20];
  const x = (at) => 8 + ((width - 16) * at) / (count - 1);
  const y = (value) => (top + bottom) / 2 - (value * (bottom - top)) / 2;
  line(
    context,
    [
      [8, y(0)],
      [width - 8, y(0)],
    ],
    rule,
    [],
    1,
  );
  const curve = (offset) => Array.from({ length: count }, (_, at) => [x(at), y(values[offset + at])]);
  line(context, curve(count), accent, [5, 4]);
  line(context, curve(0), ink);
  label(context, `−${span / 2}`, 8, height - 5, faded, "left");
  label(context, "0", width / 2, height - 5, faded);
  label(context, `${span / 2} px`, width - 8, height - 5, faded, "right");
}

/** Draw |Psi| along the carrier over a logarithmic axis of frequency, from 1/8 to 4 times the carrier's.
    @param {HTMLCanvasElement} canvas
    @param {ArrayLike<number>} values of |Psi| at evenly spaced frequencies from 0 to 4 times the carrier's
    @param {{band: number[], nyquist: number, wavelength: number}} about band: the two frequencies of half amplitude, as
      multiples of the carrier's; nyquist: Nyquist's, likewise; wavelength: the carrier's, px
    @param {{nyquist: string, px: (length: number) => string}} words */
export function drawCurve(canvas, values, { band, nyquist, wavelength }, words) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width, height } = sheet;
  const { ink, faded, rule, accent } = inks(canvas);
  const [top, bottom] = [18, height - 20];
  const x = (times) => 8 + ((width - 16) * (Math.log2(Math.max(times, 1 / 8)) + 3)) / 5;
  const y = (value) => bottom - value * (bottom - top);
  context.globalAlpha = 0.16;
  context.fillStyle = accent;
  context.fillRect(x(band[0]), top, x(Math.min(band[1], 4)) - x(band[0]), bottom - top);
  context.globalAlpha = 1;
  line(
    context,
    [
      [8, bottom],
      [width - 8, bottom],
    ],
    rule,
    [],
    1,
  );
  line(
    context,
    [
      [8, y(0.5)],
      [width - 8, y(0.5)],
    ],
    rule,
    [2, 3],
    1,
  );
  const points = [];
  for (let times = 1 / 8; times < 4; times *= 2 ** (1 / 40)) {
    const at = (times / 4) * values.length;
    const below = Math.min(Math.floor(at), values.length - 2);
    points.push([x(times), y(Math.min(1.05, values[below] + (values[below + 1] - values[below]) * (at - below)))]);
  }
  line(context, points, ink);
  if (nyquist < 4) {
    line(
      context,
      [
        [x(nyquist), top],
        [x(nyquist), bottom],
      ],
      accent,
      [5, 4],
      1.4,
    );
    label(context, words.nyquist, Math.min(x(nyquist), width - 30), 12, faded);
  }
  for (const times of [1 / 4, 1 / 2, 1, 2]) label(context, words.px(wavelength / times), x(times), height - 5, faded);
}

/** Draw the transfer function in the plane of frequencies, the Nyquist box round it, and the curve of half amplitude.
    @param {HTMLCanvasElement} canvas
    @param {import("./colour_maps.js").GreyPicture} picture
    @param {{beyond: number, ellipse: {centre: number, along: number, across: number}, theta: number}} about beyond:
      half the picture's side, as a multiple of Nyquist's frequency; ellipse: the curve of half amplitude, its centre
      and semi-axes in the same unit; theta: its direction in degrees, anticlockwise
    @param {{nyquist: string, half: string}} words */
export function drawPlane(canvas, picture, { beyond, ellipse, theta }, words) {
  const sheet = paper(canvas);
  if (!sheet) return;
  const { context, width: side } = sheet;
  const image = newCanvas(picture.width, picture.height);
  paintGrey(image, picture, COLOURS.ramp);
  context.drawImage(image, 0, 0, side, side);
  const unit = side / 2 / beyond; // Nyquist's frequency
  const middle = side / 2;
  const pale = "rgb(255 255 255 / 75%)";
  line(
    context,
    [
      [0, middle],
      [side, middle],
    ],
    "rgb(255 255 255 / 25%)",
    [],
    1,
  );
  line(
    context,
    [
      [middle, 0],
      [middle, side],
    ],
    "rgb(255 255 255 / 25%)",
    [],
    1,
  );
  context.strokeStyle = pale;
  context.lineWidth = 1.5;
  context.strokeRect(middle - unit, middle - unit, 2 * unit, 2 * unit);
  context.save();
  context.translate(middle, middle);
  context.rotate((-theta * Math.PI) / 180);
  context.beginPath();
  context.ellipse(ellipse.centre * unit, 0, ellipse.along * unit, ellipse.across * unit, 0, 0, 2 * Math.PI);
  context.setLineDash([3, 3]);
  context.stroke();
  context.restore();
  context.setLineDash([]);
  label(context, words.nyquist, middle - unit + 4, middle - unit - 5, pale, "left");
  label(context, words.half, middle + unit - 2, middle + 12, pale, "right");
}
