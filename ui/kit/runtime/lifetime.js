/* What ends with a widget. */

import { onPixelRatio } from "./canvas.js";

/** Make a signal for all that a widget puts outside of its own element (listeners of the document and the window,
    subscriptions, observers), and `dispose`, which ends all of it.
    @returns {{signal: AbortSignal, dispose: import("./types").Dispose}} */
export function lifetime() {
  const ending = new AbortController();
  return { signal: ending.signal, dispose: () => ending.abort() };
}

/** Call `changed` whenever an element gets another size, in CSS pixels or in those of the screen, until `signal` aborts.
    @param {Element} element
    @param {() => void} changed
    @param {AbortSignal} [signal] */
export function onResize(element, changed, signal) {
  if (signal?.aborted) return;
  const observer = new ResizeObserver(changed);
  observer.observe(element);
  onPixelRatio(changed, signal);
  signal?.addEventListener("abort", () => observer.disconnect());
}
