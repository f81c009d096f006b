/* Files that are fetched late, such as the texts of tabs that were not open at first. */

const files = new Map(); // name → promise of what is in it, or of undefined where it did not come

/** Fetch a file of JSON from inkspace/, once; gives undefined where it did not come, and asks again the next time. */
export function fetched(name) {
  if (!files.has(name)) {
    const coming = fetch(new URL(`inkspace/${name}`, document.baseURI))
      .then((answer) => (answer.ok ? answer.json() : undefined))
      .catch(() => undefined);
    coming.then((content) => content || files.delete(name)); // to be asked for again
    files.set(name, coming);
  }
  return files.get(name);
}
