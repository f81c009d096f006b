"""The walk of walk.js as text for any browser, and what is asked of it."""

import json
from pathlib import Path

from models.sketch.examples import EXAMPLES

DIGITS = {"a": 3, "b": 8}  # drawn on the two sheets
SLIDERS = 4  # one in each tab
ENGINES = ("server", "browser")

# Before the page's own scripts where the browser lets one, or as early as it does.
NOTE_FAULTS = """(() => {
  if (window.walked) return;
  window.walked = { faults: [] };
  addEventListener("error", ({ message }) => walked.faults.push(`uncaught: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => walked.faults.push(`unhandled: ${reason}`));
  const said = console.error;
  console.error = (...parts) => {
    walked.faults.push(`console: ${parts.join(" ")}`);
    said.apply(console, parts);
  };
})()"""


def walk(engine):
    """Return an expression of JavaScript: the promise of what the walk found."""
    function = Path(__file__).with_name("walk.js").read_text().replace("export async", "async")
    given = {"drawings": {pad: EXAMPLES[str(digit)] for pad, digit in DIGITS.items()}, "engine": engine}
    return f"(() => {{ {function}\nreturn walk({json.dumps(given)}); }})()"


def complaints(found, engine):
    """Return what is wrong with what a walk found."""
    wrong = list(found["faults"])
    if found["reads"] != DIGITS:
        wrong.append(f"drawn were {DIGITS}, read was {found['reads']}")
    if len(found["moved"]) != SLIDERS:
        wrong.append(f"moved were {found['moved']}")
    if found["engine"] != engine:
        wrong.append(f"in the end {found['engine']} answered")
    return wrong
