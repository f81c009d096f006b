/* The way from a chapter to another tab. */

const STEP = 50; // ms between two looks
const LOOKS = 100;

/** Open a tab, and call `then` once an element of it is there; after five seconds it is no longer waited for.
    @param {string} tab
    @param {string} wanted selector of the element
    @param {() => void} then
    @param {AbortSignal} signal ends the waiting */
export function openTab(tab, wanted, then, signal) {
  document.getElementById(`tab-${tab}-button`)?.click();
  window.scrollTo({ top: 0 });
  const wait = (left) => {
    if (signal.aborted) return;
    if (document.querySelector(wanted)) requestAnimationFrame(() => signal.aborted || then());
    else if (left) setTimeout(wait, STEP, left - 1);
  };
  wait(LOOKS);
}
