"""Make and lock the folder that a run writes to, and write its history there."""

import csv
import io

from models import registry

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None


def make(out, rank):
    """Make a folder and try to write to it; SystemExit when that fails. rank : of this process in its team."""
    probe = out / f".writable.{rank}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SystemExit(f"{out} cannot be written to: {error.strerror}; give another --out") from None


def lock(out):
    """Return an open file that keeps a second run out of a folder until it is closed, or its process ends.

    Raises SystemExit when another run holds it. Where the system knows no such locks, nothing is kept out.
    """
    file = open(out / ".lock", "w")  # noqa: SIM115  it stays open as long as the run
    if fcntl:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise SystemExit(f"another run is writing to {out}; wait for its end, or give another --out") from None
    return file


def write_history(path, history):
    """Write history.csv, a row for each epoch, whole or not at all."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(history[-1]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: v if k == "epoch" else f"{v:.6g}" for k, v in row.items()} for row in history)
    registry.write(path, text.getvalue().encode())
