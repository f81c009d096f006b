"""How live the Filter tab is, measured in Chromium and in one run.

Parameter change → painted response against a server round trip that does nothing, interleaved in one page; the frames
that are painted while a slider is dragged.

python -m bench.lab [--rounds N] [--seconds S]
"""

import argparse
import platform

from bench.browser import page_of
from bench.live import EMPTY_TRIP, READY, percentiles

BUDGET_MS = 30  # what the painted response may take beyond the empty round trip, at the median
LEAST_FRAMES = 25  # a second, while a slider is dragged
DRAGGED = ("sigma", "theta", "scale")

# In the page: a change of a slider, and the first moment after the frame that shows its response.
PROBE = """() => {
  const put = CanvasRenderingContext2D.prototype.putImageData;
  const output = document.querySelector("#gabor-output canvas");
  window.probe = { painted: 0 };
  CanvasRenderingContext2D.prototype.putImageData = function (...parts) {
    put.apply(this, parts);
    if (this.canvas !== output) return;
    probe.painted += 1;
    if (!probe.done) return;
    const { done } = probe;
    probe.done = null;
    requestAnimationFrame(() => {
      const port = new MessageChannel();
      port.port1.onmessage = () => done(performance.now() - probe.began);
      port.port2.postMessage(0);
    });
  };
}"""

CHANGE = """([name, value]) => new Promise((resolve) => {
  const slider = document.querySelector(`#gabor-${name} input[type=range]`);
  probe.done = resolve;
  probe.began = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
})"""

# As a hand does it: a new value with each frame of the screen.
DRAG = """async ([name, seconds]) => {
  const slider = document.querySelector(`#gabor-${name} input[type=range]`);
  const [low, high] = [+slider.min, +slider.max];
  const began = performance.now();
  probe.painted = 0;
  for (let now = began; now - began < 1000 * seconds; now = await new Promise(requestAnimationFrame)) {
    const share = (now - began) / (1000 * seconds);
    slider.value = low + (high - low) * (0.1 + 0.8 * share);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return (1000 * probe.painted) / (performance.now() - began);
}"""


def values(rounds):
    """Changes of θ and of the scale by turns, so that no two are alike."""
    for step in range(rounds):
        yield ("theta", 1 + step % 179) if step % 2 else ("scale", round(1 + 0.05 * (step % 60), 2))


def measure(page, rounds, seconds):
    page.get_by_role("tab").nth(2).click()
    page.locator("#gabor-output[aria-busy=false]").wait_for()
    page.evaluate(PROBE)
    for change in values(20):
        page.evaluate(CHANGE, list(change))
    painted, empty = [], []
    for change in values(rounds):
        painted.append(page.evaluate(CHANGE, list(change)))
        empty.append(page.evaluate(EMPTY_TRIP))
    return percentiles(painted), percentiles(empty), {name: page.evaluate(DRAG, [name, seconds]) for name in DRAGGED}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200, help="changes of a slider, and as many empty round trips")
    parser.add_argument("--seconds", type=float, default=4, help="how long each slider is dragged")
    options = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    with page_of("-m", "bench.live", "--serve") as page:
        page.wait_for_function(READY)
        painted, empty, frames = measure(page, options.rounds, options.seconds)
    print(f"{'ms':28}{'p50':>8}{'p95':>8}")
    print(f"{'change -> painted':28}{painted['p50']:8.1f}{painted['p95']:8.1f}")
    print(f"{'server round trip, empty':28}{empty['p50']:8.1f}{empty['p95']:8.1f}")
    print(f"{'difference':28}{painted['p50'] - empty['p50']:8.1f}{painted['p95'] - empty['p95']:8.1f}")
    print(f"{'allowed':28}{BUDGET_MS:8.1f}")
    for name, rate in frames.items():
        print(f"{'frames a second, ' + name:28}{rate:8.1f}   ({LEAST_FRAMES} wanted)")


if __name__ == "__main__":
    main()
