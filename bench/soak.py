"""Whether a server stays as it is: the visitors of bench.load for an hour, and its memory at each minute.

python -m bench.soak [--minutes 60] [--visitors 20] [--address http://127.0.0.1:7860]
"""

import argparse
import asyncio

from bench.load import head, measure, prepare, printed, server_at
from bench.visitor import Visitor

SETTLED = 10  # minute from which on memory should stay what it is
GROWTH = 0.05


async def run(options):
    """Print a row for each minute, then what is asked for."""
    rows = []
    with server_at(options.address) as server:
        visitors = [Visitor(number, server) for number in range(options.visitors)]
        await prepare(visitors)
        print(f"{'minute':>6}{head()}", flush=True)

        def minute(row):
            rows.append(row)
            print(f"{len(rows):6}{printed(row)}", flush=True)
            for sentence in (row.tally.errors + row.tally.wrong)[:5]:
                print(f"{'':6}{sentence}")

        await measure(server, visitors, 60, options.minutes, minute)
    for sentence, reached in verdicts(rows):
        print(f"{'reached' if reached else 'MISSED':8} {sentence}")


def verdicts(rows):
    """Compare the rows, one for each minute, with what is asked for: yields (sentence, whether it was reached)."""
    settled = min(SETTLED, max(1, len(rows) // 2))
    if rows[-1].memory is not None:
        before, after = rows[settled - 1].memory, rows[-1].memory
        grown = after / before - 1
        memory = f"memory {before:.0f} MB in minute {settled}, {after:.0f} MB in minute {len(rows)}"
        yield f"{memory}: {grown:+.1%}, {GROWTH:.0%} allowed", abs(grown) <= GROWTH
    for name, what in (("errors", "errors other than 503"), ("wrong", "wrong pictures")):
        count = sum(len(getattr(row.tally, name)) for row in rows)
        yield f"{what}: {count}, 0 allowed", count == 0


def main():
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--address", help="of a server that runs already; by default one is started")
    options = parser.parse_args()
    asyncio.run(run(options))


if __name__ == "__main__":
    main()
