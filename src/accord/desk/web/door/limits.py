"""Limits: how often somebody may ask for what."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

MOST_KNOWN = 20_000
"""Visitors that are counted at a time: with one more, the one unseen for longest is forgotten."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, and as many again within so many seconds."""

    burst: int
    seconds: float


READS = Rate(3_000, 10)
CHANGES = Rate(60, 60)
SIGN_INS = Rate(8, 300)


class Limit:
    """A bucket for each visitor, that fills again as time goes by."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, who: str) -> bool:
        """True, and counted, where `who` has not asked too often."""
        now, rate = self._clock(), self._rate
        with self._lock:
            left, at = self._left.pop(who, (float(rate.burst), now))
            left = min(float(rate.burst), left + (now - at) * rate.burst / rate.seconds)
            allowed = left >= 1
            self._left[who] = (left - 1 if allowed else left, now)
            while len(self._left) > MOST_KNOWN:
                self._left.popitem(last=False)
        return allowed
