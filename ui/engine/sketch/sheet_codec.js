/* What lies on a sheet, as the models see it: `seen` of ui/kit/sheet_codec.py, in the page. */

import { fromBase64 } from "../../kit/runtime/base64.js";
import { frame } from "./framing.js";

const PIXELS = 784;

/** Frame a sheet as MNIST would have done.
    @param {{strokes?: unknown, frame?: unknown, edited?: unknown, pen?: unknown}} sheet unchecked: as
      ui/kit/drawing/sheet_codec.js packs it
    @param {import("./types").SketchSettings} settings
    @returns {Float32Array | undefined} 784 grey levels in 0…1, ink 1; undefined where the server has to be asked: for
      a picture that was changed, for a very long drawing, and for whatever is malformed */
export function seen({ strokes, frame: picture, edited, pen = undefined }, settings) {
  if (picture === null || picture === undefined)
    return frame(strokes, pen === undefined ? settings.pen : pen, settings);
  if (edited || !isBlank(strokes)) return undefined;
  const grey = typeof picture === "string" ? bytesOf(picture) : undefined;
  return grey?.length === PIXELS ? Float32Array.from(grey, (level) => level / 255) : undefined;
}

const isBlank = (strokes) => strokes === null || strokes === undefined || (Array.isArray(strokes) && !strokes.length);

/** @param {string} text */
function bytesOf(text) {
  try {
    return fromBase64(text);
  } catch {
    return undefined;
  }
}
