"""How live the page is, measured in Chromium and in one run.

Pointer move → painted reconstruction against a server round trip that does nothing, interleaved in one page; the
frames while the slider moves; how long the page takes to be ready against importing gradio and torch.

python -m bench.live [--rounds N] [--starts N]
"""

import argparse
import os
import platform
import statistics
import time

from bench.browser import free_port, page_of, start, stop, wait_for

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
BUDGET_MS = {"p50": 20, "p95": 40}  # what the painted reconstruction may take beyond the empty round trip
READY_BUDGET = 1.3

# In the page: t0 is the time stamp of the pointer event, t1 the first moment after the frame that shows the answer.
PROBE = """() => {
  const put = CanvasRenderingContext2D.prototype.putImageData;
  const recon = document.querySelector("#recon-a canvas");
  window.probe = {};
  const frameShown = (then) => requestAnimationFrame(() => {
    const port = new MessageChannel();
    port.port1.onmessage = then;
    port.port2.postMessage(0);
  });
  CanvasRenderingContext2D.prototype.putImageData = function (...parts) {
    put.apply(this, parts);
    if (this.canvas === recon && probe.done) frameShown(() => probe.done?.(performance.now() - probe.began));
  };
  for (const move of ["pointerrawupdate", "pointermove"]) {
    document.querySelector("#pad-a canvas").addEventListener(move, (event) => {
      probe.began ??= event.timeStamp;
    }, true);
  }
  probe.arm = () => { probe.began = null; probe.painted = new Promise((resolve) => {
    probe.done = (ms) => { probe.done = null; resolve(ms); };
  }); };
}"""

READY = "window.nothing && document.querySelector('#pad-a canvas')"

EMPTY_TRIP = """async () => {
  const began = performance.now();
  await nothing();
  return performance.now() - began;
}"""


def serve(port):
    """The app as it is, with one more widget: a server function that does nothing."""
    import gradio as gr

    import app

    def nothing(_request):
        return {"ok": True}

    with app.demo:
        gr.HTML(html_template="", js_on_load="window.nothing = () => server.nothing({});", server_functions=[nothing])
    app.serve(app.parse(["--port", str(port)]))


def measure_strokes(page, rounds):
    """ms of `rounds` pointer moves until their reconstruction is painted, and of as many empty round trips."""
    page.get_by_role("button", name="Show me 2 and 9").click()
    page.locator("#between section:not(.waiting):not(.empty)").wait_for()
    page.evaluate(PROBE)
    box = page.locator("#pad-a canvas").bounding_box()
    painted, empty = [], []
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    for step in range(rounds):
        share = step / rounds
        page.evaluate("probe.arm()")
        across = 30 + (box["width"] - 60) * abs((4 * share) % 2 - 1)
        page.mouse.move(box["x"] + across, box["y"] + 30 + (box["height"] - 60) * share)
        painted.append(page.evaluate("probe.painted"))
        empty.append(page.evaluate(EMPTY_TRIP))
    page.mouse.up()
    return painted, empty


SCRUB = """async ([selector, frames]) => {
  const slider = document.querySelector(selector);
  const times = [];
  let before = await new Promise(requestAnimationFrame);
  for (let step = 0; step < frames; step++) {
    slider.value = Math.abs(((4 * step) / frames) % 2 - 1);
    slider.dispatchEvent(new Event("input"));
    const now = await new Promise(requestAnimationFrame);
    times.push(now - before);
    before = now;
  }
  return times;
}"""


def percentiles(times):
    cuts = statistics.quantiles(times, n=100)
    return {"p50": cuts[49], "p95": cuts[94]}


def bench_strokes(rounds):
    with page_of("-m", "bench.live", "--serve") as page:
        page.wait_for_function(READY)
        measure_strokes(page, 20)
        page.reload()
        page.wait_for_function(READY)
        painted, empty = (percentiles(times) for times in measure_strokes(page, rounds))
        scrub = percentiles(page.evaluate(SCRUB, ["#alpha input", rounds]))
    print(f"{'ms':28}{'p50':>8}{'p95':>8}")
    print(f"{'pointer move -> painted':28}{painted['p50']:8.1f}{painted['p95']:8.1f}")
    print(f"{'server round trip, empty':28}{empty['p50']:8.1f}{empty['p95']:8.1f}")
    more = {name: painted[name] - empty[name] for name in painted}
    print(f"{'difference':28}{more['p50']:8.1f}{more['p95']:8.1f}")
    print(f"{'allowed':28}{BUDGET_MS['p50']:8.1f}{BUDGET_MS['p95']:8.1f}")
    print(f"{'frame while scrubbing':28}{scrub['p50']:8.1f}{scrub['p95']:8.1f}")


def bench_start(times):
    ours, imports = [], []
    for _ in range(times):
        began = time.perf_counter()
        start("-c", "import gradio, torch").wait()
        imports.append(time.perf_counter() - began)
        port = free_port()
        began = time.perf_counter()
        server = start("app.py", "--port", str(port))
        wait_for(port, server)
        ours.append(time.perf_counter() - began)
        stop(server)
    page, floor = statistics.median(ours), statistics.median(imports)
    print(f"page ready {page:.2f} s, importing gradio and torch {floor:.2f} s")
    print(f"ratio {page / floor:.2f}, {READY_BUDGET} allowed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200, help="pointer moves, and as many empty round trips")
    parser.add_argument("--starts", type=int, default=3, help="starts of the app, and as many bare imports")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    bench_strokes(options.rounds)
    bench_start(options.starts)


if __name__ == "__main__":
    main()
