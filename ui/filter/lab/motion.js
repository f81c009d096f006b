/* Something that moves on its own while a button is pressed. */

const LONGEST = 0.1; // s between two frames that are made up for: after a pause it goes on where it stood

/** Move something with each of the screen's frames while `button` is pressed and `visible()`.
    @param {HTMLButtonElement} button
    @param {() => boolean} visible
    @param {(seconds: number) => void} move gets the time since the frame before
    @param {AbortSignal} signal ends the movement
    @returns {{stop(): void}} */
export function motion(button, visible, move, signal) {
  let frame = 0;
  let before = 0; // ms, when the last frame came; 0 at first

  function step(now) {
    frame = requestAnimationFrame(step);
    if (before && visible()) move(Math.min(LONGEST, (now - before) / 1000));
    before = now;
  }

  function set(on) {
    button.ariaPressed = String(on);
    cancelAnimationFrame(frame);
    before = 0;
    if (on) frame = requestAnimationFrame(step);
  }

  const stop = () => set(false);
  button.addEventListener("click", () => set(button.ariaPressed !== "true"));
  signal.addEventListener("abort", stop);
  stop();
  return { stop };
}
