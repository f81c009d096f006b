/* Playing a way: to and fro, once to its end, or round and round. Where motion is to be reduced, it steps from still to
   still instead. */

export const PACE = 2.4; // seconds from one end to the other at speed 1
const CALM = 3; // times as long, in steps
const SWEEP = 2.5; // there, back, and on to the middle, from where both ways are open
const LONGEST = 100; // ms between two frames; a longer pause is not made up for

/** Make a player of a way from α = 0 to α = 1.
    @param {object} way
    @param {() => number} way.speed gives a factor
    @param {(alpha: number) => void} way.show is called with each frame
    @param {(playing: boolean) => void} way.told is called when it starts or stops
    @param {number} way.steps how many stills there are where motion is to be reduced
    @param {boolean} [way.once] stop at the end, and begin there anew
    @param {() => boolean} [way.round] whether the end leads back to the beginning
    @param {AbortSignal} [way.signal] once it aborts, nothing is played or told any more
    @returns {{stop: () => void, toggle: (alpha: number) => void, sweep: () => void}} `toggle` plays from an α on, or
      stops; `sweep` goes from 0 to 1 and back once, stops halfway to 1, and does nothing where motion is to be reduced */
export function player({ speed, show, told, steps, once = false, round = () => false, signal }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let frame = 0;
  let before = 0;
  let phase = 0; // 0…1 to the end, 1…2 back
  let left = Infinity; // how much of that is still to be played

  function tick(now) {
    const seconds = Math.min(now - before, LONGEST) / 1000;
    before = now;
    const step = Math.min(left, (seconds * speed()) / (PACE * (calm.matches ? CALM : 1)));
    left -= step;
    phase = (phase + step) % 2;
    if (once && phase >= 1) {
      stop();
      return show(1);
    }
    const alpha = round() ? phase % 1 : 1 - Math.abs(1 - phase);
    if (left > 0) frame = requestAnimationFrame(tick);
    else stop();
    show(calm.matches ? Math.round(alpha * steps) / steps : alpha);
  }

  function start(alpha, long = Infinity) {
    left = long;
    phase = once && alpha >= 1 ? 0 : alpha;
    before = performance.now();
    frame = requestAnimationFrame(tick);
    told(true);
  }

  function stop() {
    if (!frame) return;
    cancelAnimationFrame(frame);
    frame = 0;
    told(false);
  }

  signal?.addEventListener("abort", () => {
    cancelAnimationFrame(frame);
    frame = 0;
  });
  return {
    stop,
    toggle(alpha) {
      if (frame) stop();
      else if (!signal?.aborted) start(alpha);
    },
    sweep() {
      stop();
      if (!calm.matches && !signal?.aborted) start(0, SWEEP);
    },
  };
}
