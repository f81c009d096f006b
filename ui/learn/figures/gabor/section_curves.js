/* The curves of a wavelet in section: envelope and wave apart, and their product. */

/** Compute the wave at the places of a section, evenly spaced over ±reach.
    @param {number} count of places
    @param {number} reach in the article's coordinates, in which the wave has k = 1
    @param {number} phase rad
    @returns {number[]} cos(x + phase) */
export function waveOver(count, reach, phase) {
  return Array.from({ length: count }, (_, at) => Math.cos(reach * ((2 * at) / (count - 1) - 1) + phase));
}

/** Count the waves within one standard deviation of the envelope to either side.
    @param {number} sigma
    @returns {number} */
export function wavesWithin(sigma) {
  return (Math.SQRT2 * sigma) / Math.PI;
}
