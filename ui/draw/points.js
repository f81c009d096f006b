/* What the parts of the Draw tab work on: the points of latent space that both drawings became. */

import { channel } from "../kit/runtime/channels.js";

/** @type {import("../kit/runtime/types").Pad[]} */
export const PADS = ["a", "b"];

/** Keep `points` up to date with what the pads announce. Points of drawings that are still being drawn or polished are
    none, null.
    @param {import("./types").Points} points
    @param {(name: import("../kit/runtime/types").Pad) => void} changed called after each change, at once for what is known
    @param {AbortSignal} signal ends it */
export function followPoints(points, changed, signal) {
  for (const name of PADS) {
    channel(`point-${name}`).subscribe((point) => {
      points[name] = point?.final ? point : null;
      changed(name);
    }, signal);
  }
}
