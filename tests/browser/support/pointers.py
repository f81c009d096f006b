"""Hands for the browser tests: a mouse, a pen and fingers as Chromium gets them from the system."""

from tests.browser.support.draw_page import Fingers, spots

BUTTONS = {"none": 0, "left": 1, "right": 2}
# Where on a canvas there is ink: the share of its pixels, and the box around them in 0…1.
INKED = """canvas => {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const [xs, ys] = [[], []];
  for (let at = 0; at < width * height; at++) {
    if (data[4 * at + 3] < 128) continue;
    xs.push((at % width) / width);
    ys.push(Math.floor(at / width) / height);
  }
  const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  return { share: xs.length / (width * height), box: [least(xs), least(ys), most(xs), most(ys)] };
}"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


def inked(canvas):
    """The share of a canvas that is ink, and the box around it (left, top, right, bottom), once it has been painted."""
    canvas.page.evaluate(FRAMES)
    found = canvas.evaluate(INKED)
    return found["share"], found["box"]


class Hand:
    """A mouse or a pen over a canvas, through DevTools: places are shares of the canvas, also beyond 0…1."""

    def __init__(self, canvas, kind="mouse"):
        self.canvas = canvas
        self.kind = kind
        self.session = canvas.page.context.new_cdp_session(canvas.page)

    def _send(self, what, place, held="none", button="none"):
        ((x, y),) = spots(self.canvas.page, None, [place], self.canvas)
        about = {"x": x, "y": y, "button": button, "buttons": BUTTONS[held], "pointerType": self.kind}
        self.session.send("Input.dispatchMouseEvent", {"type": what, "clickCount": 1, **about})

    def down(self, place, button="left"):
        self._send("mouseMoved", place)
        self._send("mousePressed", place, button, button)

    def move(self, *places, held="left"):
        """Move along places; with `held="none"` as a hand does whose release was never reported."""
        for place in places:
            self._send("mouseMoved", place, held, held)

    def up(self, place, button="left"):
        self._send("mouseReleased", place, "none", button)

    def draw(self, stroke, button="left"):
        first, *rest = stroke
        self.down(first, button)
        self.move(*rest, held=button)
        self.up(stroke[-1], button)


class Touch:
    """Fingers on a canvas; places are shares of it."""

    def __init__(self, canvas):
        self.canvas = canvas
        self.fingers = Fingers(canvas.page)

    def _send(self, kind, places=()):
        self.fingers.send(kind, spots(self.canvas.page, None, places, self.canvas) if places else ())

    def down(self, *places):
        self._send("touchStart", places)

    def move(self, *places):
        for place in places:
            self._send("touchMove", [place])

    def up(self):
        self._send("touchEnd")

    def cancel(self):
        self._send("touchCancel")
