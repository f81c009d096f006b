"""Tell those who are refused when to ask again: later, the more have been refused lately."""

import math
import time
from collections.abc import Callable


class Comeback:
    """Spread those who ask again over more seconds, so that refusing them does not become the load itself.

    each : how many refusals a second add a second; longest : seconds that one is told to wait at most
    clock : function without arguments, seconds
    """

    def __init__(self, each: int, longest: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.each = each
        self.longest = longest
        self.clock = clock
        self.lately = 0.0  # refusals, those of a second ago counted as 1/e each
        self.when = clock()

    def after_refusal(self) -> int:
        """Count a refusal, and return the seconds after which to ask again."""
        now = self.clock()
        self.lately = 1 + self.lately * math.exp(self.when - now)
        self.when = now
        return min(self.longest, 1 + int(self.lately / self.each))
