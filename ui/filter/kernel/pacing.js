/* When to paint: with the screen's next frame, or when sliders in motion leave room for it. */

const PAUSE = 66; // ms between two paintings while sliders move: the response comes first

/** Make two ways of asking for a painting, which is done once however often it is asked for.
    @param {() => void} paint
    @param {AbortSignal} signal ends what is waiting
    @returns {{soon(): void, later(): void}} `soon` paints with the next frame; `later` paints what a pause leaves room
    for, and in any case what was asked for last */
export function paced(paint, signal) {
  let frame = 0;
  let timer; // of the painting that waits
  let began = 0; // ms, when the last one did that had waited

  function soon() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(paint);
  }

  function later() {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        began = performance.now();
        soon();
      },
      began + PAUSE - performance.now(),
    );
  }

  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  });
  return { soon, later };
}
