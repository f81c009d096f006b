/* What the parts of the Draw tab work on: the points of latent space that both drawings became. */

import { channel } from "../kit/runtime/channels.js";

/** Keep `points` {a, b} up to date, each {model, z, mu, logvar, …} as the pads announce it or null while there is none.
    `changed(name)` is called after each change, at once for what is known. Points of drawings that are still being
    drawn or polished are none. */
export function followPoints(points, changed) {
  for (const name of ["a", "b"]) {
    channel(`point-${name}`).subscribe((point) => {
      points[name] = point?.final ? point : null;
      changed(name);
    });
  }
}
