/* How strongly each wavelet of the bank responds at one point. */

const FEWEST = 3; // of 255 levels: below, a polar plot would show rounding

/** What the bank responds with at a point.
    @typedef {object} PointEnergies
    @property {number[][]} energies squares of the magnitudes, [scale][direction]
    @property {number} largest the largest of them; 0 where next to nothing responds
    @property {{scale: number, direction: number, magnitude: number}} strongest numbers of the wavelet that responds most,
    the first of equals, and its magnitude */

/** Turn the levels of magnitudes at a point into energies.
    @param {number[][]} levels 0…255, [scale][direction]
    @param {number} peak the magnitude that level 255 stands for; 0 where nothing responds anywhere
    @returns {PointEnergies} */
export function pointEnergies(levels, peak) {
  const magnitude = (level) => (level / 255) * peak;
  const energies = levels.map((line) => line.map((level) => magnitude(level) ** 2));
  const loudest = Math.max(...levels.flat());
  const scale = levels.findIndex((line) => line.includes(loudest));
  return {
    energies,
    largest: loudest >= FEWEST && peak > 0 ? Math.max(...energies.flat()) : 0,
    strongest: { scale, direction: levels[scale].indexOf(loudest), magnitude: magnitude(loudest) },
  };
}
