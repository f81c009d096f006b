/* Lines of code that belong together. */

/** List the ties of a listing in the order in which the eye meets them, one for each run of lines.
    @param {[string, string][]} lines each [text, tie], tie "" where a line has none
    @returns {string[]} */
export function runs(lines) {
  return lines.map(([, tie]) => tie).filter((tie, at, all) => tie && tie !== all[at - 1]);
}

/** Find the run that an arrow key leads to; it stops at both ends.
    @param {number} count
    @param {number} at the present one, −1 before the first
    @param {string} key
    @returns {number} */
export function stepped(count, at, key) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key] ?? 0;
  return Math.max(0, Math.min(count - 1, at + step));
}

/** List the ties that a figure shows.
    @param {{tie: string, figure: string}[]} notes
    @param {string} name of the figure, "" for none
    @returns {string[]} */
export function tiesOf(notes, name) {
  return name ? notes.filter(({ figure }) => figure === name).map(({ tie }) => tie) : [];
}
