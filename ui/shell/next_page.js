/* From one page to the next: the tab that was open, the tab that a link means, and all that widgets keep. */

import { keepForNextPage, keptFromLastPage, packForNextPage } from "../kit/runtime/visit.js";

/** Find the tab whose link the address holds, if any. */
const linked = () => (location.hash.startsWith("#dream=") ? "tab-dream-button" : undefined);

/** Open the tab that was open on the page before, or that a link means, as soon as it is there. */
export function openLinkedTab() {
  addEventListener("hashchange", () => document.getElementById(linked())?.click());
  const wanted = keptFromLastPage.tab ?? linked();
  if (!wanted) return;
  const seen = new MutationObserver(() => {
    const tab = document.getElementById(wanted);
    if (!tab) return;
    seen.disconnect();
    tab.click();
  });
  seen.observe(document.body, { childList: true, subtree: true });
}

/** When the link to the other language is followed, leave everything for the page behind it. */
export function packOnTheWay() {
  keepForNextPage("tab", () => document.querySelector('#tabs [role="tab"][aria-selected="true"]')?.id);
  document.addEventListener("click", (event) => event.target.closest?.("a[hreflang]") && packForNextPage());
}
