"""Measure the Filter and the Dream tab for bench.distance: a slider that is dragged, digits that are sampled."""

import io

import numpy as np
from PIL import Image

from models.gabor import sample_pictures

SIDE = 512  # px of the picture that is filtered
OUTPUT = "#gabor-output canvas"  # of the four parts the first; all are painted at once
DIGITS = (36, 64)

CHANGE = """([name, value]) => {
  const slider = document.querySelector(`#gabor-${name} input[type=range]`);
  const began = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  return probe.after("#gabor-output canvas").then((now) => now === null ? null : now - began);
}"""

# As a hand does it: a new value with each frame of the screen. Counts the frames that show a new response.
DRAG = """async ([name, seconds]) => {
  const slider = document.querySelector(`#gabor-${name} input[type=range]`);
  const [low, high] = [+slider.min, +slider.max];
  let [fresh, count] = [false, 0];
  const end = probe.watch("#gabor-output canvas", () => (fresh = true));
  const began = performance.now();
  for (let now = began; now - began < 1000 * seconds; now = await new Promise(requestAnimationFrame)) {
    count += fresh;
    fresh = false;
    const share = (now - began) / (1000 * seconds);
    slider.value = low + (high - low) * (0.1 + 0.8 * share);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  end();
  return (1000 * count) / (performance.now() - began);
}"""

NEW_SEED = """(seed) => {
  const last = document.querySelector("#dream-samples").lastElementChild.querySelector("canvas");
  last.classList.add("last-of-all");
  const field = document.querySelector("#dream-seed input");
  const began = performance.now();
  field.value = seed;
  field.dispatchEvent(new Event("change"));
  return probe.after("canvas.last-of-all").then((now) => now === null ? null : now - began);
}"""


def picture():
    """Give a file of a picture of SIDE × SIDE px, as an upload."""
    grey = np.rint(255 * sample_pictures.picture(sample_pictures.NAMES[0], SIDE)).astype(np.uint8)
    data = io.BytesIO()
    Image.fromarray(grey).save(data, "PNG")
    return {"name": "picture.png", "mimeType": "image/png", "buffer": data.getvalue()}


def filter_times(visit, rounds, seconds):
    """Change a slider and drag it, over a picture of 512 px whose response is shown in all four parts.

    Returns ms of each change until the response is painted, how many responses a second are painted in a drag, and how
    many requests were made in all of that.
    """
    page = visit.page
    page.get_by_role("tab").nth(2).click()
    page.locator("#gabor-output[aria-busy=false]").wait_for()
    page.locator("[data-part=all]").click()
    page.locator("#tab-filter input[type=file]").set_input_files(picture())
    page.wait_for_function(f"document.querySelector('{OUTPUT}').width === {SIDE}")
    page.locator("#gabor-output[aria-busy=false]").wait_for()
    degrees = iter(range(1, 180))

    def change():
        return page.evaluate(CHANGE, ["theta", next(degrees)])

    visit.warm(change)
    times, calls = visit.repeat(change, rounds)
    frames, more = visit.calls(lambda: page.evaluate(DRAG, ["scale", seconds]))
    return times, frames, calls + more


def sample_times(visit, rounds):
    """Draw digits with new seeds.

    Returns {how many digits: [ms until all of them are painted, …]}, and how many requests were made meanwhile.
    """
    page = visit.page
    page.get_by_role("tab").nth(1).click()
    page.locator("#dream-samples[aria-busy=false]").wait_for()
    seeds = iter(range(1000, 9999))

    def one():
        ms = page.evaluate(NEW_SEED, str(next(seeds)))
        page.locator("#dream-samples[aria-busy=false]:not(.unread)").wait_for()
        return ms

    times, calls = {}, 0
    for count in DIGITS:
        field = page.locator("#dream-count input[type=text]")
        field.fill(str(count))
        field.press("Enter")
        page.locator(f"#dream-samples[aria-busy=false] > :nth-child({count})").wait_for()
        visit.warm(one)
        times[count], more = visit.repeat(one, rounds)
        calls += more
    return times, calls
