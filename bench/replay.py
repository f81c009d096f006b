"""People's drawings replayed by mouse on the page in Chromium: how many keep their digit, live and polished.

A drawing counts when the reader reads it right as framed (what the page says); it is kept when the reconstruction that
the page shows reads as its digit too. The pen is fed through the sheet's own pointer events.

python -m bench.replay [--strokes ../shared/strokes/digits.json] [--limit N] [--model vae_conv …]
"""

import argparse
import json
from pathlib import Path

from bench.browser import ROOT, page_of

STROKES = ROOT.parent / "shared" / "strokes" / "digits.json"
REST_MS = 60_000  # how long a busy machine may take over one drawing

# In the page: what the pad's answers said, by the server function that gave them.
LISTEN = """() => {
  window.answers = {};
  const fetched = window.fetch;
  window.fetch = async (address, options) => {
    const answer = await fetched(address, options);
    if (String(address?.url ?? address).includes("component_server")) {
      const name = JSON.parse(options.body).fn_name;
      answers[name] = await answer.clone().json();
    }
    return answer;
  };
}"""

# One stroke after the other as pointer events on the canvas, as a mouse would send them.
DRAW = """([pad, strokes]) => {
  window.answers = {};
  const canvas = document.querySelector(`#pad-${pad} canvas`);
  document.querySelector(`#pad-${pad} .clear`).click();
  canvas.setPointerCapture = () => {};
  const box = canvas.getBoundingClientRect();
  const send = (kind, [x, y]) => canvas.dispatchEvent(new PointerEvent(kind, {
    pointerId: 1, pointerType: "mouse", button: kind === "pointermove" ? -1 : 0, buttons: 1, bubbles: true,
    cancelable: true, clientX: box.left + x * box.width, clientY: box.top + y * box.height }));
  for (const [first, ...rest] of strokes) {
    send("pointerdown", first);
    for (const point of rest) send("pointermove", point);
    send("pointerup", rest.at(-1) ?? first);
  }
}"""


def replayed(page, drawing):
    """Digits that a drawing, its live and its polished reconstruction read as."""
    page.evaluate(DRAW, ["a", drawing["strokes"]])
    page.locator("#drawing-a section.polished:not(.waiting):not(.polishing)").wait_for(timeout=REST_MS)
    answers = page.evaluate("answers")
    live, polished = answers["live_reconstruct"], answers["polish"]
    shown = live["proba"], live["proba_hat"], polished["proba_hat"]
    return [proba.index(max(proba)) for proba in shown]


def replay(page, name, drawings):
    page.evaluate("name => Inkspace.channel('draw-model').set(name)", name)
    right = live = polished = 0
    for drawing in drawings:
        read, read_live, read_polished = replayed(page, drawing)
        if read != drawing["label"]:
            continue
        right += 1
        live += read_live == read
        polished += read_polished == read
    kept = f"{live / right:.1%} of them kept live, {polished / right:.1%} polished"
    print(f"{name}: {right} of {len(drawings)} read right as framed; {kept}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strokes", type=Path, default=STROKES, help="JSON, a list of {label, strokes}")
    parser.add_argument("--limit", type=int, default=0, help="drawings to replay, evenly taken; 0 for all")
    parser.add_argument("--model", nargs="*", help="VAEs to replay with (default: all that the page offers)")
    options = parser.parse_args()
    drawings = json.loads(options.strokes.read_text())
    if options.limit:
        drawings = drawings[:: max(1, len(drawings) // options.limit)][: options.limit]

    with page_of("app.py", "--port", script=f"({LISTEN})()") as page:
        page.locator("#pad-a canvas").wait_for(timeout=REST_MS)
        offered = page.evaluate("Inkspace.channel('draw-model').value")
        for name in options.model or [offered, *({"vae_conv": ["vae_mlp"]}.get(offered, []))]:
            replay(page, name, drawings)


if __name__ == "__main__":
    main()
