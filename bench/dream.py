"""How live the Dream tab is, measured in Chromium and in one run.

A new seed → 64 digits painted, against the generator's bare forward pass and a server round trip that does nothing,
all interleaved; what they read as, which comes after them; the frames while a way between two digits is scrubbed.

python -m bench.dream [--rounds N] [--model NAME]
"""

import argparse
import os
import platform
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")  # as the server does it; read while torch is imported

import torch

import models
from bench.browser import page_of
from bench.live import EMPTY_TRIP, READY, SCRUB, percentiles

DIGITS = 64
BUDGET_MS = 30  # what the painted digits may take beyond forward pass and empty round trip, at the median
FRAME_MS = 20

# In the page: a new seed, and the first moments after the frames that show the digits, and what they read as.
NEW_SEED = """(seed) => new Promise((resolve) => {
  const put = CanvasRenderingContext2D.prototype.putImageData;
  const last = document.querySelector("#dream-samples").lastElementChild;
  const field = document.querySelector("#dream-seed input");
  const frameShown = (then) => requestAnimationFrame(() => {
    const port = new MessageChannel();
    port.port1.onmessage = then;
    port.port2.postMessage(0);
  });
  let painted;
  const began = performance.now();
  CanvasRenderingContext2D.prototype.putImageData = function (...parts) {
    put.apply(this, parts);
    if (this.canvas !== last.querySelector("canvas") || painted) return;
    CanvasRenderingContext2D.prototype.putImageData = put;
    painted = frameShown(() => (painted = performance.now() - began)) || 1;
  };
  Inkspace.channel("dream-grid").subscribe((grid) => {
    if (grid.seed === seed) frameShown(() => resolve([painted, performance.now() - began]));
  });
  field.value = seed;
  field.dispatchEvent(new Event("change"));
})"""


def bare_pass(model):
    """A function that gives the ms of one forward pass of the generator, or of a VAE's decoder, for 64 points."""
    z = torch.randn(DIGITS, model.latent_dim, generator=torch.Generator().manual_seed(0))
    draw = model.generate if hasattr(model, "generate") else model.decode

    @torch.inference_mode()
    def once():
        began = time.perf_counter()
        draw(z)
        return 1000 * (time.perf_counter() - began)

    return once


def measure(page, name, rounds):
    page.get_by_role("tab").nth(1).click()
    page.locator("#dream-samples[aria-busy=false]").wait_for()
    page.locator("#dream-model select").select_option(name)
    page.locator("#dream-count input[type=text]").fill(str(DIGITS))
    page.locator("#dream-count input[type=text]").press("Enter")
    page.locator(f"#dream-samples[aria-busy=false] > :nth-child({DIGITS})").wait_for()
    bare = bare_pass(models.load(name))
    times = {"digits": [], "readings": [], "trip": [], "pass": []}
    for round_ in range(rounds + 5):
        painted, read = page.evaluate(NEW_SEED, str(1000 + round_))
        trip, forward = page.evaluate(EMPTY_TRIP), bare()
        if round_ < 5:
            continue
        for key, ms in zip(times, (painted, read, trip, forward), strict=True):
            times[key].append(ms)
    return {key: percentiles(values) for key, values in times.items()}


def scrub(page, frames):
    """Percentiles of ms between frames, and how many requests were made meanwhile."""
    page.locator("#steer summary").click()
    page.locator("#steer:not(.blank)").wait_for()
    page.wait_for_timeout(500)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    return percentiles(page.evaluate(SCRUB, ["#steer .at", frames])), len(asked)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=60, help="new seeds, and as many passes and empty round trips")
    parser.add_argument("--model", default="gan_conv", choices=models.available(), help="whose digits are drawn")
    options = parser.parse_args()
    torch.set_num_threads(1)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {options.model}")
    with page_of("-m", "bench.live", "--serve") as page:
        page.wait_for_function(READY)
        ms = measure(page, options.model, options.rounds)
        frame, requests = scrub(page, 4 * options.rounds)
    print(f"{'ms':36}{'p50':>8}{'p95':>8}")
    names = {"digits": "new seed -> 64 digits painted", "readings": "new seed -> what they read as"}
    names |= {"trip": "server round trip, empty", "pass": "bare forward pass"}
    for key, name in names.items():
        print(f"{name:36}{ms[key]['p50']:8.1f}{ms[key]['p95']:8.1f}")
    beyond = ms["digits"]["p50"] - ms["trip"]["p50"] - ms["pass"]["p50"]
    print(f"{'digits beyond both':36}{beyond:8.1f}          ({BUDGET_MS} allowed)")
    print(f"{'frame while scrubbing':36}{frame['p50']:8.1f}{frame['p95']:8.1f}  ({FRAME_MS} allowed)")
    print(f"requests while scrubbing: {requests}")


if __name__ == "__main__":
    main()
