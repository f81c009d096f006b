/* What is known of pictures without looking at their pixels: names, and whether a sheet holds anything. */

const SHOWN = 40; // characters of a file's name

/** Shorten a name that is too long to be shown.
    @param {string} name
    @returns {string} at most 40 characters */
export function shortName(name) {
  return name.length > SHOWN ? name.slice(0, SHOWN - 1) + "…" : name;
}

/** Tell whether there is anything on a sheet.
    @param {Pick<import("../../kit/runtime/types").PackedSheet, "strokes" | "frame">} [sheet]
    @returns {boolean} */
export function hasInk(sheet) {
  return Boolean(sheet && (sheet.strokes.length || sheet.frame));
}
