"""Attack a server with thousands of hostile requests: `python -m tests.hostile.attack [--payloads 10000] [--seed 0]`.

Starts the app as a user does, sends requests to everything that can be asked, and prints what came of them. Ends with 1
where an answer was a bare 500 or had more than a sentence in it, took the server two seconds of a core twice (on a busy
machine more may pass until it comes), or memory kept growing.
"""

import argparse
import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from hypothesis import HealthCheck, Phase, given, seed, settings

import app
from tests.hostile import examples, pictures, watch
from tests.hostile.attacks import Attack
from tests.hostile.doors import doors
from tests.support.paths import PROJECT
from tests.support.running_app import free_port

PATIENCE = 60  # s without an answer: the server hangs
GROWTH = 0.10  # of memory after the first thousand requests, that may come on top
PICTURES_AT_ONCE, PICTURES_MEMORY = 40, 1.5 * 2**30  # the largest transparent ones; bytes that they may take
HEAVY = ("polish",)  # takes a second of a core; a tenth as many attacks as on others
SHOWN = 30  # faults that are printed


@dataclass
class Found:
    """What the attacks have brought to light."""

    statuses: Counter = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)  # what was said → the attack
    slowest: list[tuple[float, str]] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    memory: dict[int, int] = field(default_factory=dict)  # after so many requests, bytes

    @property
    def sent(self):
        return self.statuses.total()

    def note(self, attack, seen):
        self.statuses[seen.status] += 1
        named = f"{attack.target}: {attack.about}"
        for fault in seen.faults:
            self.faults.setdefault(f"{attack.target}: {fault}", named)
        self.slowest = sorted([*self.slowest, (seen.seconds, named)], reverse=True)[:5]


@contextlib.contextmanager
def served():
    """Run `python app.py` on a free port: yields (address, number of its process, function that gives its log)."""
    port = free_port()
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "app.py", "--port", str(port)],
            cwd=PROJECT,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
        )

        def said():
            log.seek(0)
            return log.read()

        try:
            while "ready at" not in said():
                if server.poll() is not None:
                    sys.exit("the app did not start:\n" + said())
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}", server.pid, said
        finally:
            server.terminate()
            server.wait()


def memory(process, kind="VmRSS"):
    """Read a process's memory, bytes: what it has now, or "VmHWM", the most that it ever had. 0 where Linux is not."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith(kind):
                return 1024 * int(line.split()[1])
    return 0


def worked(process):
    """Return how long a process has computed, seconds; 0 where Linux is not."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def visitors():
    """Name visitor after visitor, as a proxy would: each has rates of its own, or most attacks would be refused."""
    for at in itertools.count():
        yield {"x-forwarded-for": f"10.{at >> 16 & 255}.{at >> 8 & 255}.{at & 255}"}


def attack_all(client, process, payloads, start):
    """Send attacks to every door in turn, so many in all, and return what was found."""
    found, forwarded = Found(), visitors()
    all_doors = doors(app.demo)
    marks = sorted({min(1000, payloads), *range(2000, payloads, 2000), payloads})
    for turn in itertools.count():
        for at, door in enumerate(all_doors):
            count = min(payloads - found.sent, 1 if door.name in HEAVY and door.of_page else 10)
            if count <= 0:
                return found

            @seed(hash((start, turn, at)))
            @settings(
                max_examples=count,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(door.attacks())
            def each(attack):
                before = worked(process)
                seen = asked(client, attack, forwarded)
                if worked(process) - before > watch.SLOW:
                    before = worked(process)
                    asked(client, attack, forwarded)  # what is computed once and kept may take long
                    if (seconds := worked(process) - before) > watch.SLOW:
                        found.hangs.append(f"{seconds:.1f} s of a core, {attack.target}: {attack.about}")
                found.note(attack, seen)
                if found.sent in marks:
                    found.memory[found.sent] = memory(process)
                    print(f"{found.sent:>7,} sent, {found.memory[found.sent] / 2**20:,.0f} MB", flush=True)

            each()


def asked(client, attack, forwarded):
    """Send one attack; a server that does not answer is a fault as well."""
    try:
        return watch.ask(client, attack, **next(forwarded))
    except httpx.HTTPError as error:
        return watch.Seen(0, PATIENCE, (f"no answer: {type(error).__name__}",))


def forty_pictures(address):
    """Send the largest transparent pictures at once, from as many visitors: statuses, faults."""
    arguments = {**examples.API["gabor_filter"], "image": pictures.transparent()}
    content = json.dumps({"data": list(arguments.values())}).encode()
    attack = Attack("/gabor_filter", "40 of the largest pictures at once", "/gabor_filter", content)
    ways = itertools.cycle(["/gradio_api/run/gabor_filter", "/gradio_api/call/gabor_filter"])
    forwarded = visitors()

    def one(_):
        with httpx.Client(base_url=address, timeout=PATIENCE) as client:
            return asked(client, Attack(attack.target, attack.about, next(ways), content), forwarded)

    with ThreadPoolExecutor(PICTURES_AT_ONCE) as pool:
        seen = list(pool.map(one, range(PICTURES_AT_ONCE)))
    return Counter(one.status for one in seen), sorted({fault for one in seen for fault in one.faults})


def main():
    """Attack, print a table, and tell by the status how it went."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--payloads", type=int, default=10_000, help="how many requests to send")
    parser.add_argument("--seed", type=int, default=0, help="other seeds draw other requests")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    with served() as (address, process, said):
        with httpx.Client(base_url=address, timeout=PATIENCE) as client:
            found = attack_all(client, process, options.payloads, options.seed)
        peak = memory(process, "VmHWM")
        statuses, faults = forty_pictures(address)
        peaks = peak, memory(process, "VmHWM")
        log = said()
    failed = report(found, statuses, faults, peaks, log)
    sys.exit(1 if failed else 0)


def report(found, statuses, picture_faults, peaks, log):
    """Print a table of what was found. Returns whether any of it is a failure."""
    begun, ended = (found.memory[at] for at in (min(found.memory), max(found.memory)))
    growth = ended / begun - 1 if begun else 0
    internal = [fault for fault in found.faults if "internal" in fault]
    tracebacks = log.count("Traceback")
    rows = {
        "payloads": f"{found.sent:,}",
        "statuses": ", ".join(f"{status}: {count:,}" for status, count in sorted(found.statuses.items())),
        "bare 500s, and no answers": sum(found.statuses[status] for status in (0, 500)),
        "answers that name internals": len(internal),
        "other faults": len(found.faults) - len(internal),
        "over 2 s of a core, twice": len(found.hangs),
        "slowest": f"{found.slowest[0][0]:.2f} s",
        "tracebacks in the log": tracebacks,
        "memory after the first 1,000": f"{begun / 2**20:,.0f} MB",
        "memory at the end": f"{ended / 2**20:,.0f} MB ({growth:+.1%})",
        f"{PICTURES_AT_ONCE} largest pictures at once": ", ".join(f"{k}: {n}" for k, n in sorted(statuses.items())),
        "most memory before and with them": " and ".join(f"{peak / 2**20:,.0f} MB" for peak in peaks),
    }
    for name, value in rows.items():
        print(f"{name:<34}{value}")
    for seconds, named in found.slowest:
        print(f"  slow: {seconds:.2f} s, {named:.200}")
    for fault, named in list(found.faults.items())[:SHOWN]:
        print(f"  fault: {fault:.300}\n    of {named:.200}")
    for line in [*found.hangs, *picture_faults]:
        print(f"  fault: {line:.300}")
    too_much = growth > GROWTH or peaks[1] > PICTURES_MEMORY
    return bool(found.faults or found.hangs or picture_faults or tracebacks or too_much)


if __name__ == "__main__":
    main()
