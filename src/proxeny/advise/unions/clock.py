"""Time that is left: one limit for all that an answer is made of."""

from __future__ import annotations

import math
import time


class Clock:
    """Counts down from a number of seconds of wall time.

    >>> Clock(math.inf).over, Clock(0.0).over
    (False, True)
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.perf_counter() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left; never less than none."""
        return max(self._end - time.perf_counter(), 0.0)

    @property
    def over(self) -> bool:
        """Whether no time is left."""
        return time.perf_counter() >= self._end

    def part(self, share: float) -> Clock:
        """A clock for a share of what is left."""
        return Clock(self.left * share)


FOREVER = Clock(math.inf)
