/* Hints for a first visit: whoever dismisses one, or works on its tab, has understood it. */

import { closestTo } from "../kit/runtime/find.js";
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

  function dismiss(event) {
    const { tab } = closestTo(event, ".first-hint .dismiss")?.closest("aside")?.dataset ?? {};
    if (!tab) return;
    remember(tab);
    document.documentElement.classList.add(`knows-${tab}`);
    document.getElementById(`tab-${tab}-button`)?.focus(); // or the keyboard would start over at the top
  }

  // Using a tab dismisses its hint on the next visit only; hiding it now would shift the layout.
  function use(event) {
    if (event.key === "Tab" || closestTo(event, ".first-hint")) return;
    const panel = closestTo(event, '#tabs [role="tabpanel"]');
    if (panel) remember(panel.id.replace("tab-", ""));
  }

  document.addEventListener("click", dismiss);
  document.addEventListener("pointerdown", use);
  document.addEventListener("keydown", use);
}
