/* Hints for a first visit: whoever dismisses one, or works on its tab, has understood it. */

import { HINTS_SEEN } from "../kit/runtime/storage_keys.js";
import { seenHints } from "./early_page.js";

/** Hide hints that are dismissed, and remember which were understood. */
export function rememberHints() {
  const seen = new Set(seenHints());

  function remember(tab) {
    if (seen.has(tab)) return;
    seen.add(tab);
    try {
      localStorage.setItem(HINTS_SEEN, JSON.stringify([...seen]));
    } catch {
      // Switched off: the hint comes again with the next visit.
    }
  }

  document.addEventListener("click", ({ target }) => {
    const hint = target.closest?.(".first-hint .dismiss")?.closest("aside");
    if (!hint) return;
    const { tab } = hint.dataset;
    remember(tab);
    document.documentElement.classList.add(`knows-${tab}`);
    document.getElementById(`tab-${tab}-button`)?.focus(); // or the keyboard would start over at the top
  });
  // Using a tab dismisses its hint on the next visit only; hiding it now would shift the layout.
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, ({ target, key }) => {
      const panel = target.closest?.(".first-hint") ? null : target.closest?.('#tabs [role="tabpanel"]');
      if (panel && key !== "Tab") remember(panel.id.replace("tab-", ""));
    });
  }
}
