/* Another language is another page. What the visitor has made goes along: it is left in the tab's session storage when
   the link is followed, and taken out of it by the page that comes next. */

import { VISIT } from "./storage_keys.js";

/** @type {Map<string, () => unknown>} name → function that gives what is to be kept */
const keepers = new Map();

/** What the page before left, by name.
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
  try {
    const bag = JSON.parse(sessionStorage.getItem(VISIT) ?? "null") ?? {};
    sessionStorage.removeItem(VISIT);
    return bag;
  } catch {
    return {}; // storage is switched off, or holds what is not ours
  }
}

/** Leave everything for the next page. */
export function packForNextPage() {
  const bag = Object.fromEntries([...keepers].map(([name, value]) => [name, value()]));
  try {
    sessionStorage.setItem(VISIT, JSON.stringify(bag));
  } catch {
    // Switched off or full: the next page begins afresh.
  }
}
