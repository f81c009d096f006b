/* Where directions lie in a polar plot. A response repeats after half a turn, so a curve has every direction twice. */

export const RADIUS = 96; // of the outer circle, in the drawing's units

/** Find the place of a direction on a circle around the origin.
    @param {number} at number of the direction: 0 points to the right, the others follow anticlockwise, as seen
    @param {number} directions how many share half a turn
    @param {number} radius
    @returns {[number, number]} x to the right and y down */
export function onCircle(at, directions, radius) {
  const angle = (at * Math.PI) / directions;
  return [radius * Math.cos(angle), -radius * Math.sin(angle)];
}

/** Find the corners of a closed curve over all directions.
    @param {number[]} energies of the directions of half a turn
    @param {number} largest the energy that reaches the outer circle; 0 draws the curve together in the middle
    @returns {[number, number][]} a corner for each direction of the whole turn */
export function curveCorners(energies, largest) {
  const directions = energies.length;
  return Array.from({ length: 2 * directions }, (_, at) =>
    onCircle(at, directions, largest ? (RADIUS * energies[at % directions]) / largest : 0),
  );
}

/** Write corners as the attribute `points` of an SVG polygon.
    @param {[number, number][]} corners
    @returns {string} */
export function pointsText(corners) {
  return corners.map((corner) => corner.map((value) => value.toFixed(1)).join(",")).join(" ");
}
