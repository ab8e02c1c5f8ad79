"""Candidate pairs: reports that share enough rare word runs, found without comparing all with all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.tracing.prepare import Prepared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 4
"""Of so many neighbouring grams the smallest is kept (winnowing): any 8 equal words in a row are found."""

MAX_HOLDERS = 24
"""A fingerprint that more reports hold says little of any two; they are then tied only to the next in line."""

MIN_SHARED = 2
"""Fingerprints two reports must share."""


def fingerprints(prepared: Prepared) -> NDArray[np.uint64]:
    """The distinct fingerprints of a report, sorted."""
    import numpy as np

    grams = prepared.grams
    if len(grams) <= WINDOW:
        return np.unique(grams)
    windows = np.lib.stride_tricks.sliding_window_view(grams, WINDOW)
    return np.unique(windows.min(axis=1))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of places that may share passages, sorted; and how many reports hold each fingerprint, sorted by it."""

    pairs: list[tuple[int, int]]
    prints: NDArray[np.uint64]
    holders: NDArray[np.int64]

    def held_by(self, grams: NDArray[np.uint64]) -> int:
        """How many reports hold the fingerprints among `grams`, as the median; 0 without a fingerprint."""
        import numpy as np

        places = np.minimum(np.searchsorted(self.prints, grams), max(0, len(self.prints) - 1))
        found = self.holders[places[self.prints[places] == grams]] if len(self.prints) else self.holders
        return int(np.median(found)) if len(found) else 0


def copy_candidates(reports: Sequence[Prepared]) -> Candidates:
    """Find the pairs of reports that may share passages.

    Time is near-linear in the number of words: a fingerprint gives at most `MAX_HOLDERS` squared pairs.
    """
    import numpy as np

    prints = [fingerprints(report) for report in reports]
    if not any(len(p) for p in prints):
        return Candidates([], np.zeros(0, np.uint64), np.zeros(0, np.int64))
    keys = np.concatenate(prints)
    holders = np.repeat(np.arange(len(prints), dtype=np.int64), [len(p) for p in prints])
    order = np.lexsort((holders, keys))
    keys, holders = keys[order], holders[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(keys)])))
    total = len(reports)
    codes = []
    for size in range(2, MAX_HOLDERS + 1):
        groups = holders[starts[sizes == size][:, None] + np.arange(size)]
        first, second = np.triu_indices(size, 1)
        codes.append((groups[:, first] * total + groups[:, second]).ravel())
    for start, size in zip(starts[sizes > MAX_HOLDERS], sizes[sizes > MAX_HOLDERS], strict=True):
        group = holders[start : start + size]
        codes.append(group[:-1] * total + group[1:])
    pairs, counts = np.unique(np.concatenate(codes) if codes else np.zeros(0, np.int64), return_counts=True)
    found = [divmod(int(code), total) for code in pairs[counts >= MIN_SHARED]]
    return Candidates(found, keys[starts], sizes)
