/* Files that are fetched late, such as the texts of tabs that were not open at first. */

/** @type {Map<string, Promise<any>>} name → promise of what is in it, or of undefined where it did not come */
const files = new Map();

/** Fetch a file of JSON from inkspace/, once; where it did not come, the next call asks again.
    @param {string} name
    @returns {Promise<any>} what is in it, undefined where it did not come */
export function fetched(name) {
  const known = files.get(name);
  if (known) return known;
  const coming = fetch(new URL(`inkspace/${name}`, document.baseURI))
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .catch(() => undefined);
  coming.then((content) => content || files.delete(name)); // to be asked for again
  files.set(name, coming);
  return coming;
}
