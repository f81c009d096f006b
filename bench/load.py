"""How many visitors a server holds: people who draw, scrub, sample and filter, and check what they are answered.

Of each answer it is known what it must show; a picture that belongs to somebody else is counted as wrong.

python -m bench.load [--visitors 1,10,50,100,200,400] [--seconds N] [--address http://127.0.0.1:7860] [--by-function]
"""

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from bench.browser import free_port, start, stop, wait_for
from bench.visitor import Tally, Visitor

WARM_UP = 4  # s over which visitors come, before anything is counted
BUDGETS_MS = {50: 150, 100: 500}  # visitors → what 95 of 100 answers may take, client included
HELD = 0.9  # of the most answers a second, that more visitors than a server holds may not fall below
CROWD = 200  # visitors from which on that is asked
QUICK_MS = 50  # in which a refusal is there
AT_ONCE = 2  # visitors that prepare at once


class Server(NamedTuple):
    """Hold where a server is.

    components : by the name of each of the page's functions, the number of the component that has it
    process : its number, None where the server is not ours
    """

    address: tuple[str, int]
    components: dict[str, int]
    process: int | None


class Row(NamedTuple):
    """Hold what so many visitors were answered."""

    visitors: int
    seconds: float
    tally: Tally
    memory: float | None  # MB
    cores: float | None  # that the server used

    @property
    def rate(self):
        """Answers a second."""
        return len(self.tally.all) / self.seconds


@contextmanager
def server_at(address=None):
    """Start a server, and stop it at the end; where an address is given, the one that runs there serves."""
    if address:
        parts = urlsplit(address)
        yield described((parts.hostname, parts.port or 80), None)
        return
    port = free_port()
    os.environ["OMP_NUM_THREADS"] = "1"
    process = start("app.py", "--port", str(port))
    try:
        wait_for(port, process)
        yield described(("127.0.0.1", port), process.pid)
    finally:
        stop(process)


def described(address, process):
    """Look up which component has each of the page's functions; of several, the first."""
    with urllib.request.urlopen(f"http://{address[0]}:{address[1]}/config") as answer:
        config = json.load(answer)
    components = {}
    for component in config["components"]:
        for name in component["props"].get("server_fns") or ():
            components.setdefault(name, component["id"])
    return Server(address, components, process)


def memory_of(server):
    """Return the MB that the server holds, None where its process is not ours."""
    if server.process is None:
        return None
    lines = Path(f"/proc/{server.process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def cpu_of(server):
    """Return the seconds of cores that the server has used, None where its process is not ours."""
    if server.process is None:
        return None
    fields = Path(f"/proc/{server.process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


async def prepare(visitors):
    """Have each visitor ask what is compared later, few at a time."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(visitor):
        async with turns:
            await visitor.prepare()

    for visitor in visitors:
        assert visitor.seen  # computed here, before anything is measured
    await asyncio.gather(*map(one, visitors))


def collect(visitors):
    """Take what all visitors have counted until now, which begin anew."""
    whole = Tally()
    for visitor in visitors:
        tally, visitor.tally = visitor.tally, Tally()
        for name, seconds in tally.seconds.items():
            whole.seconds.setdefault(name, []).extend(seconds)
        whole.refused += tally.refused
        whole.lost += tally.lost
        whole.errors += tally.errors
        whole.wrong += tally.wrong
    return whole


@contextmanager
def visiting(visitors):
    """Let visitors come, one after the other within WARM_UP seconds, and leave at the end."""

    async def one(visitor):
        await asyncio.sleep(random.random() * WARM_UP)
        await visitor.visit()

    tasks = [asyncio.create_task(one(visitor)) for visitor in visitors]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()


async def measure(server, visitors, seconds, times, done):
    """Count what these visitors are answered in so many seconds, several times in a row.

    done : function of each Row. What was wrong or failed while they came counts in the first.
    """
    with visiting(visitors) as tasks:
        await asyncio.sleep(WARM_UP)
        before = collect(visitors)
        for _ in range(times):
            began, used = time.perf_counter(), cpu_of(server)
            await asyncio.sleep(seconds)
            tally, took = collect(visitors), time.perf_counter() - began
            tally.errors += before.errors
            tally.wrong += before.wrong
            cores = None if used is None else (cpu_of(server) - used) / took
            done(Row(len(visitors), took, tally, memory_of(server), cores))
            before = Tally()
    for broken in await asyncio.gather(*tasks, return_exceptions=True):
        if not isinstance(broken, asyncio.CancelledError):
            raise broken  # a visitor who broke off is a fault of bench.visitor
    for visitor in visitors:
        visitor.line.close()
    collect(visitors)


def milliseconds(seconds):
    """Return p50, p95 and p99 of a list of seconds, in ms; zeros where there are too few."""
    if len(seconds) < 2:
        return (0, 0, 0)
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return tuple(1000 * cuts[share - 1] for share in (50, 95, 99))


def head():
    """Write the table's first line."""
    names = (
        "visitors",
        "answers/s",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "errors",
        "503",
        "503 p95",
        "given up",
        "wrong",
        "memory MB",
        "cores",
    )
    return "".join(f"{name:>10}" for name in names)


def printed(row):
    """Write a line of the table."""
    tally, (p50, p95, p99) = row.tally, milliseconds(row.tally.all)
    times = f"{row.rate:10.1f}{p50:10.0f}{p95:10.0f}{p99:10.0f}"
    refused = f"{len(tally.refused):10}{milliseconds(tally.refused)[1]:10.0f}{tally.lost:10}"
    memory = f"{'-':>10}{'-':>10}" if row.memory is None else f"{row.memory:10.0f}{row.cores:10.2f}"
    return f"{row.visitors:10}{times}{len(tally.errors):10}{refused}{len(tally.wrong):10}{memory}"


def by_function(tally):
    """Print a line for each function."""
    for name, seconds in sorted(tally.seconds.items()):
        p50, p95, p99 = milliseconds(seconds)
        print(f"{'':6}{name:20}{len(seconds):8}{p50:10.0f}{p95:10.0f}{p99:10.0f}")


def verdicts(rows):
    """Compare the rows with what is asked for: yields (sentence, whether it was reached)."""
    most = max(row.rate for row in rows)
    for row in rows:
        p95 = milliseconds(row.tally.all)[1]
        if row.visitors in BUDGETS_MS:
            allowed = BUDGETS_MS[row.visitors]
            yield f"{row.visitors} visitors: p95 {p95:.0f} ms, {allowed} allowed", p95 <= allowed
        if row.visitors >= CROWD:
            share = row.rate / most
            yield f"{row.visitors} visitors: {share:.0%} of the most answers a second, {HELD:.0%} asked", share >= HELD
    slowest = max(milliseconds(row.tally.refused)[1] for row in rows)
    yield f"refusals: p95 {slowest:.0f} ms, {QUICK_MS} allowed", slowest <= QUICK_MS
    errors, wrong = (sum(len(getattr(row.tally, name)) for row in rows) for name in ("errors", "wrong"))
    yield f"errors other than 503: {errors}, 0 allowed", errors == 0
    yield f"wrong pictures: {wrong}, 0 allowed", wrong == 0


async def run(options):
    """Measure and print each row, then what is asked for."""
    rows = []

    def done(row):
        rows.append(row)
        print(printed(row), flush=True)
        if options.by_function:
            by_function(row.tally)
        for sentence in (row.tally.errors + row.tally.wrong)[:5]:
            print(f"{'':6}{sentence}")

    with server_at(options.address) as server:
        everyone = []
        print(head(), flush=True)
        for count in options.visitors:
            new = [Visitor(number, server) for number in range(len(everyone), count)]
            await prepare(new)
            everyone += new
            await measure(server, everyone[:count], options.seconds, 1, done)
    for sentence, reached in verdicts(rows):
        print(f"{'reached' if reached else 'MISSED':8} {sentence}")


def main():
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    several = lambda text: [int(part) for part in text.split(",")]  # noqa: E731
    parser.add_argument("--visitors", type=several, default=[1, 10, 50, 100, 200, 400], help="how many, a row for each")
    parser.add_argument("--seconds", type=float, default=20, help="that each row is measured")
    parser.add_argument("--address", help="of a server that runs already; by default one is started")
    parser.add_argument("--by-function", action="store_true", help="also a line for each function of the page")
    options = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    asyncio.run(run(options))


if __name__ == "__main__":
    main()
