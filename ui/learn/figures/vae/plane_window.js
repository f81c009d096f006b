/* Places of a plane: its window is a square around `centre`, `half` of a side to each direction; up is up. */

/** @typedef {{centre: [number, number], half: number}} PlaneWindow */

/** Find the latent place of a point of the window.
    @param {PlaneWindow} window
    @param {number} x to the right, in 0…1
    @param {number} y down, in 0…1
    @returns {[number, number]} to the right and up */
export function latentAt({ centre, half }, x, y) {
  return [centre[0] + (2 * x - 1) * half, centre[1] - (2 * y - 1) * half];
}

/** Find where a latent place lies in the window.
    @param {PlaneWindow} window
    @param {number[]} z to the right and up
    @param {number} side of the window, px
    @returns {[number, number]} x to the right and y down, px */
export function pointOf({ centre, half }, [right, up], side) {
  return [(side / 2) * (1 + (right - centre[0]) / half), (side / 2) * (1 - (up - centre[1]) / half)];
}
