// The wavelet from close by: surfaces, sections, frequencies. It paints what filter_lab.js publishes.

import { finder } from "../../kit/runtime/find.js";
import { drawCurve, drawPlane, drawSection, paper } from "../../kit/pictures/line_plot.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { onThemeChange } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { drawSurface, shades, turntable } from "./surface.js";

const camera = { turn: -0.5, tilt: 0.55 };
const PAUSE = 66; // ms between two paintings while sliders move: the response comes first
const LEAST = 0.0001; // of the peak: less is told as less than that
const TONES = {
  light: [
    [38, 84, 124],
    [250, 246, 236],
    [178, 58, 34],
  ],
  dark: [
    [110, 170, 220],
    [58, 58, 62],
    [240, 138, 108],
  ],
};

export function mount({ element, props }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const detail = channel("gabor-detail");
  const surfaces = ["real", "imaginary"].map((part) => [part, find(`.surface.${part}`)]);

  let wavelet;

  function floats(text) {
    return new Float32Array(fromBase64(text).buffer);
  }

  function paint() {
    if (!wavelet?.plane || !fold.open) return;
    paintSurfaces();
    drawSection(find(".along"), wavelet.lines.along, wavelet.span);
    drawSection(find(".across"), wavelet.lines.across, wavelet.span);
    const { centre, along } = wavelet.ellipse;
    const band = [(centre - along) / centre, (centre + along) / centre];
    const words = {
      nyquist: say("nyquist"),
      half: say("half_cycle"),
      px: (px) => say("px", { px: px.toPrecision(2) }),
    };
    drawCurve(
      find(".curve"),
      wavelet.lines.curve,
      { band, nyquist: 1 / centre, wavelength: wavelet.wavelength },
      words,
    );
    drawPlane(find(".plane"), wavelet.plane, { ...wavelet, theta: wavelet.asked.theta }, words);
  }

  function paintSurfaces() {
    const dark = document.body.classList.contains("dark");
    const colours = shades(...(dark ? TONES.dark : TONES.light));
    for (const [part, canvas] of surfaces) {
      if (!paper(canvas)) continue;
      canvas.getContext("2d").setTransform(1, 0, 0, 1, 0, 0);
      const values = Float32Array.from(wavelet[part].grey, (level) => (level - 128) / 127);
      drawSurface(
        canvas,
        values,
        wavelet.side,
        camera,
        colours,
        dark ? "rgb(255 255 255 / 12%)" : "rgb(29 28 26 / 16%)",
      );
    }
  }

  let pause = 0; // timer of the painting that waits
  let painted = 0; // when the last one began
  /** Paint what sliders in motion leave room for, and in any case what they leave at last. */
  function later() {
    pause ||= setTimeout(
      () => {
        pause = 0;
        painted = performance.now();
        soon();
      },
      painted + PAUSE - performance.now(),
    );
  }

  let frame = 0;
  /** Paint with the screen's next frame, once however often it is asked for. */
  function soon() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(paint);
  }
  channel("gabor-kernel").subscribe((found) => {
    wavelet = found;
    if (!found.plane) return;
    const { along, across, curve } = found;
    wavelet.lines = { along: floats(along), across: floats(across), curve: floats(curve) };
    find(".bandwidth").textContent = found.bandwidth
      ? say("octaves", { octaves: found.bandwidth.toFixed(2) })
      : say("no_octaves");
    find(".leakage").textContent =
      found.leakage < LEAST ? say("under", { number: LEAST }) : found.leakage.toPrecision(2);
    find(".peak").textContent = say(found.asked.norm === "l2" ? "peak_l2" : "peak_l1", {
      peak: found.peak.toPrecision(2),
    });
    later();
  });

  turntable(
    surfaces.map(([, canvas]) => canvas),
    camera,
    soon,
  );
  fold.addEventListener("toggle", () => detail.set(fold.open));
  onThemeChange(paint);
  new ResizeObserver(paint).observe(find(".views"));
  keepForNextPage("filter-closer", () => fold.open);
  fold.open = keptFromLastPage["filter-closer"] ?? false;
}
