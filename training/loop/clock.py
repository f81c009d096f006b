"""Measure what a run's time goes into: starting, training, saving."""

import time
from contextlib import contextmanager


class Clock:
    """Time a run, over all the parts that it was resumed in.

    minutes : how long this part of the run may last; None for as long as it takes
    now : function that gives seconds
    """

    def __init__(self, minutes=None, now=time.monotonic):
        self.now = now
        self.limit = None if minutes is None else 60 * minutes
        self.began = self.epoch_began = self.epoch_ended = self.last_saved = now()
        self.epoch_took = 0.0
        self.spent = {"starting": 0.0, "training": 0.0, "saving": 0.0}
        self.before = {}  # what `spent_seconds` was when the run was stopped
        self.first = True

    def is_up(self):
        """Return whether an epoch as long as the last one would end too late."""
        return self.limit is not None and self.now() - self.began + self.epoch_took > self.limit

    def begin_epoch(self):
        """Begin to time an epoch; what came before the first one was spent on starting."""
        self.epoch_began = self.now()
        if self.first:
            self.spent["starting"] += self.epoch_began - self.began
            self.first = False

    def end_epoch(self):
        """Count an epoch's time as spent on training."""
        self.epoch_ended = self.now()
        self.epoch_took = self.epoch_ended - self.epoch_began
        self.spent["training"] += self.epoch_took

    @contextmanager
    def starting(self):
        """Count what is done within an epoch as spent on starting and not on training."""
        begin = self.now()
        yield
        took = self.now() - begin
        self.spent["starting"] += took
        self.epoch_began += took

    @contextmanager
    def saving(self):
        """Count what is done between epochs as spent on saving."""
        begin = self.now()
        yield
        self.last_saved = self.now()
        self.spent["saving"] += self.last_saved - begin

    def since_saved(self):
        """Return the seconds since the last `saving`, or since the start."""
        return self.now() - self.last_saved

    def spent_seconds(self):
        """Return seconds, in all and by what they went into: dict of floats."""
        found = {"seconds": self.now() - self.began, **{f"{name}_seconds": took for name, took in self.spent.items()}}
        return {name: round(took + self.before.get(name, 0.0), 3) for name, took in found.items()}
