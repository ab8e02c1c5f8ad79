"""Runs: the longest stretches of equal words in the texts of many pairs, found for thousands of pairs at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accord.tracing.corpus import GRAM
from accord.tracing.grams import SharedGrams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_REPEATS = 4
"""Occurrences of one gram in the left text that are followed up for one in the right: those of about its rank."""

AT_ONCE = 1 << 20
"""Entries of shared grams that are compared together; a pair with more is compared alone."""


def find_runs(shared: SharedGrams, pairs: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Find the runs of equal words, `GRAM` or more, of each pair of texts.

    Args: pairs: one row (left, right) for each pair.
    Returns: Batches with one row (pair, left, right, length) for each run, by pair, then left, then right: `length`
        equal words from the places `left` and `right` of the corpus. No pair stands in two batches.
    """
    import numpy as np

    sizes = np.diff(shared.bounds)
    work = np.cumsum(sizes[pairs].sum(axis=1))
    start = 0
    while start < len(pairs):
        done = work[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(work, done + AT_ONCE, "right")))
        yield _runs(shared, pairs[start:stop], start)
        start = stop


def _runs(shared: SharedGrams, pairs: NDArray[np.int64], first: int) -> NDArray[np.int64]:
    import numpy as np

    left, right = (_entries(shared, pairs[:, side]) for side in (0, 1))
    many = max(1, len(shared.holders))
    known = left[0] * many + shared.grams[left[1]]
    asked = right[0] * many + shared.grams[right[1]]
    lowest = np.searchsorted(known, asked, "left")
    found = np.searchsorted(known, asked, "right") - lowest
    often = np.flatnonzero(found > MAX_REPEATS)
    rank = often - np.searchsorted(asked, asked[often])
    lowest[often] += np.clip(rank - MAX_REPEATS // 2, 0, found[often] - MAX_REPEATS)
    found[often] = MAX_REPEATS
    hits = np.repeat(np.arange(len(asked)), found)
    nth = np.arange(len(hits)) - np.repeat(np.cumsum(found) - found, found)
    return _on_diagonals(
        right[0][hits], shared.places[left[1][lowest[hits] + nth]], shared.places[right[1][hits]], first
    )


def _entries(shared: SharedGrams, texts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The entries of some texts in a row: which of the texts, and which entry."""
    import numpy as np

    sizes = shared.bounds[texts + 1] - shared.bounds[texts]
    of = np.repeat(np.arange(len(texts)), sizes)
    return of, np.arange(len(of)) + np.repeat(shared.bounds[texts] - np.cumsum(sizes) + sizes, sizes)


def _on_diagonals(
    pair: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64], first: int
) -> NDArray[np.int64]:
    """Equal grams of one pair that follow each other in both texts, as one run."""
    import numpy as np

    reach = int(max(left.max(initial=0), right.max(initial=0))) + 1
    order = np.argsort((right - left + reach) * reach + left)  # two words of the corpus belong to one pair only
    pair, left, right = pair[order], left[order], right[order]
    broken = (np.diff(pair) != 0) | (np.diff(left) != 1) | (np.diff(right) != 1)
    starts = np.flatnonzero(np.concatenate(([len(pair) > 0], broken)))
    lengths = np.diff(starts, append=len(pair)) + GRAM - 1
    runs = np.stack((pair[starts] + first, left[starts], right[starts], lengths), axis=1)
    return runs[np.lexsort((runs[:, 2], runs[:, 1], runs[:, 0]))]
