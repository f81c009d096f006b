/* Names of files as sentences quote them. */

const LONGEST = 40; // letters

/** Shorten a name to 40 letters, the last of them an ellipsis where some are left out.
    @param {string} name
    @returns {string} */
export function shortened(name) {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
