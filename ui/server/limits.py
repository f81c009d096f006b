"""How much a server takes from its visitors: every limit in one place, each with its reason.

docs/trust.md prints this table; models/limits.py holds what drawings and pictures may be, wherever they are read.
"""

from dataclasses import dataclass, fields

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """Hold what one server process takes. Sizes in bytes, times in seconds, rates in requests a second."""

    body: int = 8 * MEGABYTE  # two drawings of 20,000 points are under 2 MB of JSON; a phone's photo under 8
    drained: int = 64 * MEGABYTE  # of a refused body that is read to its end; beyond it the connection is cut
    depth: int = 64  # of brackets in a body; strokes have three
    headers_time: float = 10  # until a request's headers are there
    body_time: float = 30  # until its body is there: 8 MB at 2 Mbit/s
    idle_time: float = 5  # that a connection stays open without a request
    connections: int = 1000  # open at once; every page holds one open to hear when the server ends
    waiting: int = 64  # requests that wait for a thread, over all visitors
    waiting_time: float = 0.4  # that the last of them may have to wait, by the pace of late; one who draws sees no more
    waiting_time_heavy: float = 2  # likewise of what takes long
    share_heavy: float = 0.25  # of the time, that what takes long may hold a thread while others wait
    waiting_each: int = 8  # of them of one client
    batch: int = 16  # requests of one kind that are computed in one go; a drawing then takes a third as long
    comeback: int = 50  # refusals a second that make Retry-After, else 1 s, a second longer each
    comeback_time: int = 5  # and its longest
    rate: float = 100  # requests that one client may have computed, over time
    burst: int = 400  # and at once: opening every tab asks for some fifty
    rate_heavy: float = 4  # requests of one client that take a second each (refinement of drawings), over time
    burst_heavy: int = 16
    clients: int = 10_000  # whose rates are remembered
    decodings: int = 2  # pictures that are decoded at once: at most 4096 × 4096, some 70 MB each
    unread: int = 32  # results of /call that wait to be fetched; a filtered picture has 2.3 MB
    unread_time: float = 60  # that they wait
    sessions: int = 100  # of which Gradio keeps what it needs
    tidy_time: float = 20  # after which memory that was freed is given back, again and again
    drain_time: float = 10  # that requests get to end when the server is told to stop


LIMITS = Limits()


def table() -> list[tuple[str, str]]:
    """List (name, value) of every limit."""
    return [(field.name, f"{getattr(LIMITS, field.name):,g}") for field in fields(Limits)]
