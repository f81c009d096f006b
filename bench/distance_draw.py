"""Measure the Draw tab for bench.distance: a pen that waits for each answer, one that does not, and one lifted."""

import time
from itertools import cycle

from bench.live import EMPTY_TRIP
from models.sketch.examples import EXAMPLES

EVERY = 2  # of a drawing's points one in so many is gone to
LIFTS = (0.12, 0.35, 0.6)  # s for which the pen is up between two strokes: shorter and longer than it takes to polish
SETTLED = "#between section:not(.waiting):not(.empty)"

# The time from an event of the pen until a reconstruction is painted of a sheet that holds what the event added.
ARM = """() => {
  const known = probe.shown;
  let began = null;
  const canvas = document.querySelector("#pad-a canvas");
  const ending = new AbortController();
  for (const kind of ["pointerdown", "pointerrawupdate", "pointermove"]) {
    const heard = (event) => (began ??= event.timeStamp);
    canvas.addEventListener(kind, heard, { capture: true, signal: ending.signal });
  }
  probe.painted = probe
    .after("#recon-a canvas", () => {
      const holds = began !== null && probe.asked > known;
      if (holds) probe.shown = probe.asked;
      return holds;
    })
    .then((now) => {
      ending.abort();
      return now === null ? null : now - began;
    });
}"""

# A pen that draws rings, a place with each frame of the screen; how many of them show a new reconstruction.
RINGS = """async (seconds) => {
  const canvas = document.querySelector("#pad-a canvas");
  canvas.setPointerCapture = () => {};
  const box = canvas.getBoundingClientRect();
  const send = (kind, turn) => canvas.dispatchEvent(new PointerEvent(kind, {
    pointerId: 1, pointerType: "mouse", button: kind === "pointermove" ? -1 : 0, buttons: kind === "pointerup" ? 0 : 1,
    bubbles: true, cancelable: true,
    clientX: box.left + box.width * (0.5 + 0.3 * Math.sin(turn)),
    clientY: box.top + box.height * (0.5 - 0.35 * Math.cos(turn)) }));
  let [fresh, count, turn] = [false, 0, 0];
  const end = probe.watch("#recon-a canvas", () => (fresh = true));
  const began = performance.now();
  send("pointerdown", turn);
  for (let now = began; now - began < 1000 * seconds; now = await new Promise(requestAnimationFrame)) {
    count += fresh;
    fresh = false;
    send("pointermove", (turn += 0.07));
  }
  send("pointerup", turn);
  end();
  return (1000 * count) / (performance.now() - began);
}"""

STRIP = """async () => {
  const canvas = document.querySelector("#pad-a canvas");
  const lifted = new Promise((resolve) =>
    canvas.addEventListener("pointerup", ({ timeStamp }) => resolve(timeStamp), { once: true }));
  probe.strip = lifted.then(async (began) => {
    const now = await probe.after("#morph canvas");
    return now === null ? null : now - began;
  });
}"""


def pieces():
    """Yield the strokes of one example after the other, each in two pieces, as hands lift the pen: [[(x, y), …], …]."""
    for strokes in cycle(EXAMPLES.values()):
        halves = [part for way in strokes for part in (way[: len(way) // 2], way[len(way) // 2 :])]
        yield [[*piece[:-1:EVERY], piece[-1]] for piece in halves]


class Pen:
    """The mouse on sheet A."""

    def __init__(self, visit):
        self.page = visit.page
        self.box = self.page.locator("#pad-a canvas").bounding_box()

    def move(self, place):
        """Go to a place in 0…1."""
        x, y = place
        self.page.mouse.move(self.box["x"] + x * self.box["width"], self.box["y"] + y * self.box["height"])

    def clear(self):
        """Take all ink away."""
        self.page.locator("#pad-a .clear").click()
        self.page.evaluate("probe.shown = probe.asked = 0")

    def draw(self, strokes):
        """Draw without waiting for anything."""
        for first, *rest in strokes:
            self.move(first)
            self.page.mouse.down()
            for place in rest:
                self.move(place)
            self.page.mouse.up()


def lay_other_sheet(visit):
    """Lay a digit on sheet B, so that there is a way between two; wait until all of it is there."""
    for pad, digit in (("a", "3"), ("b", "8")):
        visit.page.locator(f"#pad-{pad} canvas").press(digit)
    visit.page.locator(SETTLED).wait_for()


def stroke_times(visit, seconds):
    """Draw digits of several strokes for some seconds, waiting for each event's reconstruction.

    Returns ms of each event until its reconstruction was painted, ms of empty round trips, and how many events were
    never answered.
    """
    page, pen = visit.page, Pen(visit)
    lifts, until = cycle(LIFTS), time.monotonic() + seconds
    painted, empty, lost = [], [page.evaluate(EMPTY_TRIP) for _ in range(3)], 0

    def measured(act):
        nonlocal lost
        page.evaluate(ARM)
        act()
        ms = page.evaluate("probe.painted")
        lost += ms is None
        painted.extend([] if ms is None else [ms])

    for strokes in pieces():
        pen.clear()
        for first, *rest in strokes:
            pen.move(first)
            measured(page.mouse.down)
            for place in rest:
                measured(lambda place=place: pen.move(place))
                if time.monotonic() > until:
                    break
            page.mouse.up()
            page.wait_for_timeout(1000 * next(lifts))
            if time.monotonic() > until:
                return painted, empty, lost
        empty.append(page.evaluate(EMPTY_TRIP))


def rate(visit, seconds):
    """Return how many reconstructions a second are painted while the pen draws on."""
    Pen(visit).clear()
    return visit.page.evaluate(RINGS, seconds)


def strip_times(visit, rounds):
    """Return ms from the pen's release until the strip between both drawings is painted, polishing included."""
    page, pen, times = visit.page, Pen(visit), []
    for _, strokes in zip(range(rounds), pieces(), strict=False):
        pen.clear()
        page.evaluate(STRIP)
        pen.draw(strokes[:1])
        times.append(page.evaluate("probe.strip"))
    return [ms for ms in times if ms is not None]
