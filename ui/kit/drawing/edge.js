/* The edge of a sheet: what of a pen's way lies on it. */

/** @typedef {[number, number]} Point x and y; on the sheet both are in 0…1 */

/** Round a share of the sheet to four places.
    @param {number} value */
export const rounded = (value) => Math.round(value * 1e4) / 1e4;

/** Say whether a place lies on the sheet.
    @param {Point} place
    @returns {boolean} */
export const within = (place) => place.every((share) => share >= 0 && share <= 1);

/** Cut a pen's way to the lines that it leaves on the sheet: each ends at the edge where the pen leaves it, and begins
    there where it comes back.
    @param {Point | undefined} from where the pen was before, undefined where it has just come down
    @param {Point[]} places where it has been since
    @returns {Point[][]} lines; where the pen was on the sheet before, the first of them goes on from there and may be
      empty */
export function linesWithin(from, places) {
  /** @type {Point[][]} */
  const lines = from && within(from) ? [[]] : [];
  for (const place of places) {
    if (!from) {
      if (within(place)) lines.push([place]);
    } else {
      const part = clipped(from, place);
      if (part && !within(from)) lines.push(part);
      else if (part) lines[lines.length - 1].push(part[1]);
    }
    from = place;
  }
  return lines;
}

/** Clip a segment to the sheet, by Liang and Barsky.
    @param {Point} from
    @param {Point} to
    @returns {[Point, Point] | undefined} both ends of what lies on the sheet, undefined where that is nothing */
function clipped(from, to) {
  let [start, end] = [0, 1];
  for (const axis of [0, 1]) {
    const length = to[axis] - from[axis];
    if (!length && (from[axis] < 0 || from[axis] > 1)) return undefined;
    if (!length) continue;
    const edges = [-from[axis] / length, (1 - from[axis]) / length];
    start = Math.max(start, Math.min(...edges));
    end = Math.min(end, Math.max(...edges));
  }
  if (start >= end) return undefined;
  /** @type {(share: number) => Point} */
  const at = (share) => [rounded(from[0] + share * (to[0] - from[0])), rounded(from[1] + share * (to[1] - from[1]))];
  return [at(start), at(end)];
}
