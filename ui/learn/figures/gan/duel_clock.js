/* The clock of a training that is watched: many steps a frame, or one at a time. It rests while its figure is out of
   sight; a hidden tab has no frames. */

const BUDGET = 7; // ms of a frame for steps: more than half of it is left to draw and to the rest of the page
const SLOW = 700; // ms between two steps in slow motion
const CALM = 500; // ms between two pictures where motion is to be reduced

/** Make a clock.
    @param {Element} plate what has to be in sight
    @param {object} work
    @param {() => boolean} work.step takes a step; false stops the clock
    @param {() => void} work.show
    @param {() => boolean} work.slow whether to go one step at a time
    @param {(running: boolean) => void} work.told is called when it starts or stops
    @param {AbortSignal} signal ends it
    @returns {{toggle: () => void, stop: () => void, readonly running: boolean}} */
export function clockOver(plate, { step, show, slow, told }, signal) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let running = false;
  let seen = true;
  let frame = 0;
  let shown = 0; // when the last picture was

  function go() {
    if (!frame && running && seen && !signal.aborted) frame = requestAnimationFrame(tick);
  }

  function tick(now) {
    frame = 0;
    if (!slow()) {
      const begun = performance.now(); // a late frame is not made later
      do take();
      while (running && performance.now() - begun < BUDGET);
      if (!calm.matches || !running || now - shown >= CALM) picture(now);
    } else if (now - shown >= SLOW) {
      take();
      picture(now);
    }
    go();
  }

  function take() {
    if (!step()) stop();
  }

  function picture(now) {
    shown = now;
    show();
  }

  function stop() {
    cancelAnimationFrame(frame);
    frame = 0;
    if (!running) return;
    running = false;
    told(false);
  }

  const watcher = new IntersectionObserver((entries) => {
    seen = entries.at(-1)?.isIntersecting ?? seen; // the newest of those that came together
    if (seen) go();
    else {
      cancelAnimationFrame(frame);
      frame = 0;
    }
  });
  watcher.observe(plate);
  signal.addEventListener("abort", () => {
    watcher.disconnect();
    stop();
  });

  return {
    stop,
    toggle() {
      if (running) return stop();
      running = true;
      told(true);
      go();
    },
    get running() {
      return running;
    },
  };
}
