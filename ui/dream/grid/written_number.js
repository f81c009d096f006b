/* A number that the grid writes, a digit for each of its own. */

/** Give the number that a request writes, or "" where it does not write one.
    @param {{digit: string, number: string}} request
    @returns {string} */
export function writtenNumber({ digit, number }) {
  return digit === "number" ? number : "";
}

/** Find the places in a number before which something other than a digit stands, such as the hyphen in 03-1415.
    @param {string} number as typed
    @returns {Set<number>} places among the digits alone; what stands before the first or after the last one is no
      gap */
export function gapsIn(number) {
  const gaps = new Set();
  let place = 0;
  let apart = false;
  for (const letter of number.normalize("NFKC").trim()) {
    if (letter < "0" || letter > "9") apart = place > 0;
    else {
      if (apart) gaps.add(place);
      apart = false;
      place += 1;
    }
  }
  return gaps;
}
