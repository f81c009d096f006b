/* How both axes of a latent plane lie among the pixels, as a cross: its angle is the one between their pictures. */

const LONGEST = 1.8; // times the middle length: longer arms are cut there, or one place would dwarf all others

/** Find the ends of a cross's arms; it reaches as far to the other side of its centre. Both arms lie alike to either side
    of the diagonal, so that a cross with a right angle stands upright.
    @param {[number, number]} lengths of both arms, px
    @param {number} angle between them, degrees in 0…180
    @returns {[number, number][]} from the centre, x to the right and y down, px: the first axis, the second */
export function arms([first, second], angle) {
  const half = (angle * Math.PI) / 360;
  const at = (length, turn) => /** @type {[number, number]} */ ([length * Math.cos(turn), -length * Math.sin(turn)]);
  return [at(first, Math.PI / 4 - half), at(second, Math.PI / 4 + half)];
}

/** Make a function that gives an arm's length in px. The crosses of one plane can be compared with each other.
    @param {number[][]} axes of many places, each [right, up, length, length, angle]
    @param {number} px for the middle one of their lengths
    @returns {(length: number) => number} */
export function armLength(axes, px) {
  const lengths = axes.flatMap(([, , first, second]) => [first, second]).sort((a, b) => a - b);
  const middle = Math.max(lengths[Math.floor(lengths.length / 2)], 1e-9);
  return (length) => px * Math.min(LONGEST, length / middle);
}
