/* Another language is another page. What the visitor has made goes along: it is left in the tab's session storage when
   the link is followed, and taken out of it by the page that comes next.

   What lies there is believed as it stands, by all parts of the page. So it carries a checksum: what was edited by hand,
   or left by something else, counts as nothing. */

import { VISIT } from "./storage_keys.js";

/** @type {Map<string, () => unknown>} name → function that gives what is to be kept */
const keepers = new Map();

/** What the page before left, by name; it inherits nothing.
    @type {{[name: string]: any}} */
export const keptFromLastPage = unpack();

/** Keep what `value()` gives on the way to the other language, as `keptFromLastPage[name]` of the next page.
    @param {string} name
    @param {() => unknown} value gives what JSON can carry
    @param {AbortSignal} [signal] once it aborts, nothing is kept under that name, unless another has taken it */
export function keepForNextPage(name, value, signal) {
  keepers.set(name, value);
  signal?.addEventListener("abort", () => keepers.get(name) === value && keepers.delete(name));
}

/** Take what the page before left out of the session storage; an empty bag where there is nothing, or no storage. */
function unpack() {
  const bag = Object.create(null);
  try {
    const [, sum, json] = /^(\d+) (.*)$/s.exec(sessionStorage.getItem(VISIT) ?? "") ?? [];
    sessionStorage.removeItem(VISIT);
    return json !== undefined && Number(sum) === checksum(json) ? Object.assign(bag, JSON.parse(json)) : bag;
  } catch {
    return bag; // storage is switched off
  }
}

/** Leave everything for the next page. */
export function packForNextPage() {
  const json = JSON.stringify(Object.fromEntries([...keepers].map(([name, value]) => [name, value()])));
  try {
    sessionStorage.setItem(VISIT, `${checksum(json)} ${json}`);
  } catch {
    // Switched off or full: the next page begins afresh.
  }
}

/** Return the FNV-1a hash of a text, 32 bits: enough to notice what was changed by hand.
    @param {string} text
    @returns {number} */
function checksum(text) {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
