/* Reading what the Filter tab's parts ask for, as ui/filter/request.py does. What is not as it should be is left to the
   server, which words what is wrong. */

import { Elsewhere, oneOf } from "../engine/requests.js";
import { fromBase64 } from "../kit/runtime/base64.js";

const DEGREE = Math.PI / 180;

/** Read a wavelet; the settings are those of ui/filter/engine_settings.py.
    @param {any} question theta and psi in degrees
    @param {any} settings
    @returns {import("../engine/gabor/ridges.js").Wavelet} */
export function waveletOf(question, { controls, needed, norms, wavelength }) {
  /** @type {Record<string, number>} */
  const numbers = {};
  for (const [name, { low, high, first }] of Object.entries(controls)) {
    const given = question[name];
    const value = given === undefined && !needed.includes(name) ? first : given;
    if (typeof value !== "number" || !(low <= value && value <= high)) throw new Elsewhere();
    numbers[name] = value;
  }
  const { sigma, scale, gamma } = numbers;
  const [theta, psi] = [numbers.theta * DEGREE, numbers.psi * DEGREE];
  const dcFree = question.dc_free === undefined ? true : question.dc_free;
  const norm = question.norm === undefined ? "l1" : question.norm;
  const switches = { dc_free: oneOf(dcFree, [true, false]), norm: oneOf(norm, norms) };
  return { sigma, theta, scale, wavelength, gamma, psi, ...switches };
}

/** Read the pixels that came along.
    @param {any} pixels as `ui.kit.image_codec.unpacked_grey` takes them
    @param {any} settings
    @returns {import("../kit/runtime/types").GreyPicture} */
export function pixelsOf({ width, height, grey }, { sides: [least, most] }) {
  for (const side of [width, height]) if (!Number.isInteger(side) || side < least || side > most) throw new Elsewhere();
  const bytes = bytesOf(grey);
  if (bytes.length !== width * height) throw new Elsewhere();
  return { grey: bytes, width, height };
}

/** @param {unknown} text base64 */
function bytesOf(text) {
  if (typeof text !== "string") throw new Elsewhere();
  try {
    return fromBase64(text);
  } catch {
    throw new Elsewhere();
  }
}
