/* What has to be known before the page is first painted, or it would move under the visitor's eyes. */

import { HINTS_SEEN } from "../kit/runtime/storage_keys.js";

/** Give the document a class knows-… for each tab whose hint was understood on an earlier visit. */
export function hideKnownHints() {
  for (const tab of seenHints()) document.documentElement.classList.add(`knows-${tab}`);
}

/** Read the names of those tabs from the browser's storage.
    @returns {string[]} */
export function seenHints() {
  try {
    return tabsIn(localStorage.getItem(HINTS_SEEN));
  } catch {
    return []; // storage is switched off
  }
}

/** Read names of tabs from what was stored.
    @param {string | null} text as JSON
    @returns {string[]} none where it holds what is not ours */
export function tabsIn(text) {
  try {
    const names = JSON.parse(text ?? "[]");
    return Array.isArray(names) ? names.filter((name) => /^[a-z]+$/.test(name)) : [];
  } catch {
    return [];
  }
}

/** Show the skeleton's sentence of trouble where a script of the page does not come. That may be known before the
    skeleton is there, so the document says it. */
export function watchForFailure() {
  // Errors of resources do not bubble, but they can be caught on their way down.
  const failed = ({ target }) => {
    if (target.tagName === "SCRIPT") document.documentElement.classList.add("no-start");
  };
  addEventListener("error", failed, true);
}
