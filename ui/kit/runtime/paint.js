/* Pictures are grey bytes, ink 255 on paper 0; they are shown in the theme's ink on the theme's paper. */

const painted = new Map(); // canvas → [grey, width, height], to paint again when the theme changes
const themed = new Set(); // functions to call when the theme changes
let palette = null;

function shades() {
  const style = getComputedStyle(document.body);
  const resolve = document.createElement("canvas").getContext("2d");
  const parts = (name, other) => {
    resolve.fillStyle = other;
    resolve.fillStyle = style.getPropertyValue(name).trim();
    return [1, 3, 5].map((at) => parseInt(resolve.fillStyle.slice(at, at + 2), 16));
  };
  const ink = parts("--body-text-color", "#000000");
  const paper = parts("--background-fill-primary", "#ffffff");
  return Uint32Array.from({ length: 256 }, (_, grey) => {
    const [r, g, b] = ink.map((value, at) => Math.round(paper[at] + ((value - paper[at]) * grey) / 255));
    return (255 << 24) | (b << 16) | (g << 8) | r;
  });
}

/** Paint grey bytes (width × height, row by row; ink 255) on a canvas of that many pixels. */
export function paintInk(canvas, grey, width, height = width) {
  palette ??= shades();
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const picture = new ImageData(width, height);
  const pixels = new Uint32Array(picture.data.buffer);
  for (let at = 0; at < pixels.length; at++) pixels[at] = palette[grey[at]];
  canvas.getContext("2d").putImageData(picture, 0, 0);
  painted.set(canvas, [grey, width, height]);
}

/** Turn a canvas back into blank paper. */
export function clearCanvas(canvas) {
  painted.delete(canvas);
  canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
}

/** Call `redraw` whenever the page turns light or dark, until `signal` aborts. */
export function onThemeChange(redraw, signal) {
  themed.add(redraw);
  signal?.addEventListener("abort", () => themed.delete(redraw));
}

/** Watch for the page turning light or dark, and paint everything anew. */
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
