"""Count what each client asks for: a bucket of tokens that fills again at a steady rate."""

import time
from collections import OrderedDict
from collections.abc import Callable


class ClientRates:
    """Allow each client `burst` requests at once and `rate` a second over time.

    remembered : how many clients; whoever asked longest ago is forgotten first, and begins anew
    clock : function without arguments, seconds
    """

    def __init__(self, rate: float, burst: int, remembered: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.burst = burst
        self.remembered = remembered
        self.clock = clock
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # client → (tokens, when)

    def allows(self, client: str) -> bool:
        """Tell whether a client may ask once more now, and count it if so."""
        now = self.clock()
        tokens, before = self.buckets.pop(client, (float(self.burst), now))
        tokens = min(self.burst, tokens + (now - before) * self.rate)
        allowed = tokens >= 1
        self.buckets[client] = (tokens - allowed, now)
        if len(self.buckets) > self.remembered:
            self.buckets.popitem(last=False)
        return allowed
