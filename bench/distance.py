"""The page from near and from far: its networks on the server, and in the visitor's browser.

Opens the real page in Chromium over a line of our own with round trips of 0, 50, 150 and 250 ms, with both engines by
turns, and measures what a visitor waits for.

python -m bench.distance [--trips 0 150] [--engines server browser] [--seconds S] [--rounds N]
"""

import argparse
import platform
import statistics
import sys
from contextlib import ExitStack

from bench.browser import FLAGS, chromium_path
from bench.distance_draw import lay_other_sheet, rate, strip_times, stroke_times
from bench.distance_page import NoEngine, memory, visit
from bench.distance_tabs import DIGITS, filter_times, sample_times
from bench.slow_line import delayed
from bench.weight import served
from training.loop.provenance import commit

ENGINES = ("server", "browser")
# What is asked of the engine at 150 ms: the row, and the most or the least that is allowed.
ALLOWED = {
    "move -> painted, p50": 30,
    "move -> painted, p95": 60,
    "64 digits, p50": 80,
    "engine ready after it began": 1500,
    "requests while drawing": 0,
    "requests while filtering": 0,
}
WANTED = {"reconstructions a second": 30, "responses a second": 50}


def percentile(times, share):
    """Return the time below which that share, 1…99 %, of the times lies; None where there are too few to tell."""
    if len(times) < max(2, 100 / (100 - share)):
        return None
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]


def measure(browser, address, engine, options):
    """Give one column of the table, {row: number or None}. Raises NoEngine where the page has none."""
    with visit(browser) as there:
        there.begin(address, engine)
        column = {"first tab stands": there.stands}
        marks = there.marks()
        column["engine ready after it began"] = marks and marks[1] - marks[0]
        column["fetched until then, kB"] = there.weight() / 1000
        lay_other_sheet(there)
        (painted, empty, lost), calls = there.calls(lambda: stroke_times(there, options.seconds))
        column["empty round trip, p50"] = percentile(empty, 50)
        for share in (50, 95, 99):
            column[f"move -> painted, p{share}"] = percentile(painted, share)
        column["moves"] = len(painted)
        column["moves without an answer"] = lost
        column["requests while drawing"] = calls - len(empty)
        column["reconstructions a second"] = rate(there, options.seconds / 3)
        column["pen up -> strip, p50"] = percentile(strip_times(there, 2), 50)
        column |= measure_tabs(there, options)
        there.collect_garbage()
        column["memory of the page, MB"] = memory(browser)
        column["fetched in all, kB"] = there.weight() / 1000
    return column


def measure_tabs(there, options):
    """Give the rows of the column that are about the Filter and the Dream tab."""
    changes, frames, calls = filter_times(there, options.rounds, options.seconds / 3)
    rows = {"slider -> four parts, p50": percentile(changes, 50)}
    rows |= {"responses a second": frames, "requests while filtering": calls}
    times, calls = sample_times(there, options.rounds)
    rows |= {f"{count} digits, p50": percentile(times[count], 50) for count in DIGITS}
    return rows | {"requests while sampling": calls}


def said(number):
    """Write a number of the table."""
    if number is None:
        return "-"
    return f"{number:.1f}" if isinstance(number, float) and number < 100 else f"{number:.0f}"


def table(columns):
    """Write the table, a line for each row. columns : {(engine, round trip): {row: number or None}}"""
    yield f"{'ms, where nothing else is said':32}" + "".join(f"{engine:>9}" for engine, _ in columns)
    yield f"{'round trip':32}" + "".join(f"{trip:9}" for _, trip in columns)
    for row in next(iter(columns.values())):
        yield f"{row:32}" + "".join(f"{said(column[row]):>9}" for column in columns.values())


def verdicts(column):
    """Compare the column of the engine at 150 ms with what is asked of it: (sentence, whether it was reached)."""
    for bounds, word in ((ALLOWED, "allowed"), (WANTED, "wanted")):
        for row, bound in bounds.items():
            number = column[row]
            reached = number is not None and (number <= bound if word == "allowed" else number >= bound)
            yield f"{row} {said(number)}, {bound} {word}", reached


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trips", type=int, nargs="+", default=[0, 50, 150, 250], metavar="MS", help="round trips")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, help="where networks run (both)")
    parser.add_argument("--seconds", type=float, default=7, help="for which digits are drawn in each visit (7)")
    parser.add_argument("--rounds", type=int, default=8, help="changes of a slider, and seeds, in a visit (8)")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, commit {commit()}")
    columns, engines = {}, list(options.engines)
    with ExitStack() as stack:
        address = stack.enter_context(served("-m", "bench.live", "--serve"))
        near = {trip: stack.enter_context(delayed(address, trip)) for trip in options.trips}
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for trip in options.trips:
            for engine in list(engines):
                try:
                    columns[engine, trip] = measure(browser, near[trip], engine, options)
                except NoEngine:
                    print("the page has no engine of its own: measured is the server alone")
                    engines.remove(engine)
                print(f"{engine} at {trip} ms done", file=sys.stderr)
        browser.close()
    print("\n".join(table(columns)))
    if ("browser", 150) in columns:
        for sentence, reached in verdicts(columns["browser", 150]):
            print(f"{'reached' if reached else 'MISSED':8} {sentence}")


if __name__ == "__main__":
    main()
