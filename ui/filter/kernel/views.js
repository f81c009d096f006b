/* The views of the wavelet from close by, each painted on its canvas. */

import { drawCurve, drawPlane, drawSection, paper } from "../../kit/pictures/line_plot.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { TONES, shades } from "./shades.js";
import { drawSurface } from "./surface.js";

/** A wavelet with its details, as the channel "gabor-kernel" has it.
    @typedef {import("../../kit/runtime/types").GaborKernel & import("../../kit/runtime/types").GaborDetail} Wavelet */

/** Paint the surfaces of the real and of the imaginary part.
    @param {Record<string, HTMLCanvasElement>} canvases by the part
    @param {Wavelet} wavelet
    @param {import("./surface_mesh.js").Camera} camera */
export function paintSurfaces(canvases, wavelet, camera) {
  const { tones, line } = TONES[document.body.classList.contains("dark") ? "dark" : "light"];
  const colours = shades(...tones);
  for (const [part, canvas] of Object.entries(canvases)) {
    if (!paper(canvas)) continue;
    canvas.getContext("2d")?.setTransform(1, 0, 0, 1, 0, 0);
    const values = Float32Array.from(wavelet[part].grey, (level) => (level - 128) / 127);
    drawSurface(canvas, values, wavelet.side, camera, { colours, line });
  }
}

/** Paint the sections, and the transfer function as a curve and in the plane of frequencies.
    @param {(selector: string) => any} find
    @param {Wavelet} wavelet
    @param {(key: string, values?: object) => string} say */
export function paintPlots(find, wavelet, say) {
  const { ellipse, span, wavelength } = wavelet;
  const words = {
    nyquist: say("nyquist"),
    half: say("half_cycle"),
    px: (px) => say("px", { px: px.toPrecision(2) }),
  };
  drawSection(find(".along"), floats(wavelet.along), span);
  drawSection(find(".across"), floats(wavelet.across), span);
  const band = [-1, 1].map((side) => (ellipse.centre + side * ellipse.along) / ellipse.centre);
  drawCurve(find(".curve"), floats(wavelet.curve), { band, nyquist: 1 / ellipse.centre, wavelength }, words);
  drawPlane(find(".plane"), wavelet.plane, { ...wavelet, theta: wavelet.asked.theta }, words);
}

/** Decode base64 of float32. */
function floats(text) {
  return new Float32Array(fromBase64(text).buffer);
}
