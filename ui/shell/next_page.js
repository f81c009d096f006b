/* From one page to the next: the tab that was open, the tab that a link means, and all that widgets keep. */

import { closestTo } from "../kit/runtime/find.js";
import { keepForNextPage, keptFromLastPage, packForNextPage } from "../kit/runtime/visit.js";

/** Find the tab that a link means: one with #dream= in it holds the settings of that tab.
    @param {string} hash of the address
    @returns {string | undefined} the id of the tab's button */
export const tabOf = (hash) => (hash.startsWith("#dream=") ? "tab-dream-button" : undefined);

/** Open the tab that was open on the page before, or that a link means, as soon as it is there. */
export function openLinkedTab() {
  addEventListener("hashchange", () => tabButton(tabOf(location.hash))?.click());
  const wanted = keptFromLastPage.tab ?? tabOf(location.hash);
  if (!wanted) return;
  const seen = new MutationObserver(() => {
    const tab = tabButton(wanted);
    if (!tab) return;
    seen.disconnect();
    tab.click();
  });
  seen.observe(document.body, { childList: true, subtree: true });
}

/** Find a tab's button.
    @param {string | undefined} id
    @returns {HTMLElement | null} */
function tabButton(id) {
  return id === undefined ? null : document.getElementById(id);
}

/** When the link to the other language is followed, leave everything for the page behind it. */
export function packOnTheWay() {
  keepForNextPage("tab", () => document.querySelector('#tabs [role="tab"][aria-selected="true"]')?.id);
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (closestTo(event, "a[hreflang]"));
    if (!link) return;
    link.search = keepingEngine(link.search, location.search);
    packForNextPage();
  });
}

/** Keep, on the way to another page, where the visitor wants it to compute.
    @param {string} next query of the link, such as "?lang=ja"
    @param {string} now query of this page
    @returns {string} query */
export function keepingEngine(next, now) {
  const query = new URLSearchParams(next);
  const engine = new URLSearchParams(now).get("engine");
  if (engine) query.set("engine", engine);
  return `?${query}`;
}
