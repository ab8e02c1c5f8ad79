"""Buckets: where in a long row of sorted numbers those with the same upper bits begin.

A binary search in tens of millions of numbers waits for memory at each of its steps. Where the numbers are hashes, and
so lie evenly, their upper bits lead to within a few places of any of them, and many are looked up side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST = 1 << 16
"""Numbers from which on buckets are worth it."""

MOST_ASKED = 1 << 14
"""Numbers that are looked up side by side at most; beyond them memory is read in order, and a search does as well."""

WIDTH = 16
"""Numbers that are read of a bucket, which has four to eight on average; where that is too few, a search goes on."""

AT_ONCE = 1 << 18
"""Numbers that are put in buckets at a time."""


class Buckets:
    """Sorted numbers of 64 bits, and where each bucket of them begins."""

    def __init__(self, numbers: NDArray[np.uint64]) -> None:
        """Make the buckets. `numbers`: sorted, evenly spread, at least `FEWEST`."""
        import numpy as np

        bits = len(numbers).bit_length() - 3
        self._numbers = numbers
        self._shift = np.uint64(64 - bits)
        counts = np.zeros(1 + (1 << bits), np.int64)
        for start in range(0, len(numbers), AT_ONCE):
            part = (numbers[start : start + AT_ONCE] >> self._shift).astype(np.int64)
            held = np.bincount(part - part[0])
            counts[1 + part[0] : 1 + part[0] + len(held)] += held
        self._starts = np.cumsum(counts).astype(np.uint32)

    def find(self, first: NDArray[np.uint64], last: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places of the numbers from one to another of the same bucket, half-open, for many at once."""
        import numpy as np

        start = self._starts[(first >> self._shift).astype(np.int64)].astype(np.int64)
        start = np.minimum(start, len(self._numbers) - WIDTH)
        # what is read before a bucket is below what is asked for, what is read after it is not
        read = self._numbers[start[:, None] + np.arange(WIDTH)]
        below = np.count_nonzero(read < first[:, None], axis=1)
        upto = np.count_nonzero(read <= last[:, None], axis=1)
        low, high = start + below, start + upto
        further = np.flatnonzero(upto == WIDTH)
        if len(further):
            low[further] = np.searchsorted(self._numbers, first[further])
            high[further] = np.searchsorted(self._numbers, last[further], "right")
        return low, high
