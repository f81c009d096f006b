/* Playing a way, to and fro, once to its end, or round and round. Where motion is to be reduced, it steps from still to still instead. */

export const PACE = 2.4; // seconds from one end to the other at speed 1
const CALM = 3; // times as long, in steps
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** `show(alpha)` is called with each frame; `told(playing)` when it starts or stops. `speed()` is a factor.
    `steps` : how many a calm way takes; `once` : stop at the end, and begin there anew; `round()` : whether the end
    leads back to the beginning. */
export function player({ speed, show, told, steps, once = false, round = () => false }) {
  let frame = 0;
  let before = 0;
  let phase = 0; // 0…1 to B, 1…2 back

  function tick(now) {
    const seconds = Math.min(now - before, 100) / 1000; // a pause is not made up for
    before = now;
    phase = (phase + (seconds * speed()) / (PACE * (calm.matches ? CALM : 1))) % 2;
    if (once && phase >= 1) {
      stop();
      return show(1);
    }
    const alpha = round() ? phase % 1 : 1 - Math.abs(1 - phase);
    frame = requestAnimationFrame(tick);
    show(calm.matches ? Math.round(alpha * steps) / steps : alpha);
  }

  const stop = () => {
    if (!frame) return;
    cancelAnimationFrame(frame);
    frame = 0;
    told(false);
  };
  return {
    stop,
    /** From alpha on, or stop. */
    toggle(alpha) {
      if (frame) return stop();
      phase = once && alpha >= 1 ? 0 : alpha;
      before = performance.now();
      frame = requestAnimationFrame(tick);
      told(true);
    },
  };
}
