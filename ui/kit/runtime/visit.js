/* Another language is another page. What the visitor has made goes along: it is left in the tab's session storage when
   the link is followed, and taken out of it by the page that comes next. */

import { VISIT } from "./storage_keys.js";

const keepers = new Map(); // name → function that gives what is to be kept

/** What the page before left, by name. */
export const keptFromLastPage = unpack();

/** On the way to the other language keep what `value()` gives, as `keptFromLastPage[name]` of the next page. */
export function keepForNextPage(name, value) {
  keepers.set(name, value);
}

function unpack() {
  try {
    const bag = JSON.parse(sessionStorage.getItem(VISIT)) ?? {};
    sessionStorage.removeItem(VISIT);
    return bag;
  } catch {
    return {}; // storage is switched off
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
