/* The way between two points: as the server takes it, as a file, and its frames by number. */

/** Return the way between the points of both drawings, null unless both are there and of one model: while the model is
    being changed, they are not for a moment.
    @param {import("../types").Points} points
    @param {string} path "spherical", "straight" or "pixels"
    @returns {import("../types").Way | null} */
export function wayBetween({ a, b }, path) {
  if (!a || !b || a.model !== b.model) return null;
  return { model: a.model, a: a.z, b: b.z, path };
}

/** Write both ends of a way as a file of JSON: the means that the VAE gave and the points that are decoded.
    @param {import("../types").Points} points
    @param {string} path
    @returns {{name: string, file: string} | null} file: a data URL; null where there is no way */
export function endsFile(points, path) {
  const way = wayBetween(points, path);
  if (!way) return null;
  const { model, a, b } = way;
  const text = JSON.stringify({ model, path, mu_a: points.a?.mu, mu_b: points.b?.mu, z_a: a, z_b: b }, null, 1);
  return { name: "morph.json", file: `data:application/json,${encodeURIComponent(text)}` };
}

/** Return the number of the frame that is nearest to α.
    @param {number} alpha 0…1
    @param {number} n frames, the first at 0, the last at 1
    @returns {number} */
export function frameIndex(alpha, n) {
  return Math.round(alpha * (n - 1));
}

/** Limit α to the way.
    @param {number} alpha
    @returns {number} 0…1 */
export function onTheWay(alpha) {
  return Math.min(1, Math.max(0, alpha));
}

/** Return by how many frames a key moves along the way: −1, 1, or 0 for a key that does not.
    @param {{key: string, altKey: boolean, ctrlKey: boolean, metaKey: boolean}} event
    @returns {number} */
export function stepOfKey({ key, altKey, ctrlKey, metaKey }) {
  if (altKey || ctrlKey || metaKey) return 0;
  return { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
}
