"""Candidate pairs: texts that share enough grams, found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from accord.tracing.grams import SharedGrams
from accord.tracing.tallies import among_nearest, distinct, sum_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RARE = 24
"""Texts that may hold a gram which by itself says something of any two."""

MIN_SHARED = 5
"""Rare grams two texts must share: nine equal words in a row."""

MIN_PART = 0.1
"""Or the part of the shorter one's grams, frequent ones counted in."""

SAMPLED = 64
"""A gram that more texts hold is looked at by chance, so often that work stays in proportion to its holders."""

MAX_HOLDERS = 512
"""A gram that more texts hold ties each only to the next in line."""

MAX_PAIRS = 64
"""Pairs of one text that are looked at, those that share most, unless another text has them among its own."""

MOSTLY = 0.5
"""Part of the shorter one's grams from which two texts are copies, however many others there are."""

AT_ONCE = 1 << 21
"""Pairs that grams give at once."""


def copy_candidates(shared: SharedGrams) -> NDArray[np.int64]:
    """Find the pairs of texts that may share passages.

    Two texts that share a tenth of the shorter one's distinct grams are found, unless all of it stands in hundreds of
    texts or each shares more with `MAX_PAIRS` others. Time and memory are near-linear in the number of words: a gram
    gives at most `SAMPLED` pairs for each of its holders.

    Returns: One row (left, right) for each pair, left < right, sorted.
    """
    import numpy as np

    total = len(shared.sizes)
    rare, n_rare = sum_up(_pairs(shared, 2, RARE), 1)
    frequent, n_frequent = sum_up(chain(_pairs(shared, RARE + 1, MAX_HOLDERS), _in_line(shared)), 1)
    codes, counts = sum_up([(rare, n_rare * [1, 1]), (frequent, n_frequent * [0, 1])], 2)
    pairs = np.stack((codes // total, codes % total), axis=1)
    share = counts[:, 1] / np.maximum(1, shared.sizes[pairs].min(axis=1))
    kept = (counts[:, 0] >= MIN_SHARED) | (share >= MIN_PART)
    near: NDArray[np.int64] = pairs[kept][among_nearest(pairs[kept], share[kept], MAX_PAIRS)]
    return near


def mostly_equal(shared: SharedGrams, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of some pairs share most of their grams although `copy_candidates` may pass them over: very many do."""
    import numpy as np

    frequent = np.concatenate(([0], np.cumsum((shared.holders > MAX_PAIRS)[shared.grams])))
    crowded = np.diff(frequent[shared.bounds]) >= MOSTLY * np.maximum(1, shared.sizes)
    found: NDArray[np.bool_] = crowded[pairs[:, 0]] | crowded[pairs[:, 1]]
    for number in np.flatnonzero(found).tolist():
        left, right = (shared.grams[shared.bounds[t] : shared.bounds[t + 1]] for t in pairs[number].tolist())
        common = len(np.intersect1d(distinct(left), distinct(right), assume_unique=True))
        found[number] = common >= MOSTLY * max(1, int(shared.sizes[pairs[number]].min()))
    return found


def _holders(shared: SharedGrams) -> NDArray[np.int64]:
    """The texts that hold each gram, by gram, then text."""
    import numpy as np

    total = len(shared.sizes)
    texts = np.repeat(np.arange(total), np.diff(shared.bounds))
    codes = np.sort(shared.grams * total + texts)
    return codes[np.flatnonzero(np.diff(codes, prepend=-1))] % total


def _pairs(shared: SharedGrams, fewest: int, most: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Pairs that grams with so many holders tie, as left * total + right, with the number of grams; some at a time."""
    import numpy as np

    total, held, sizes = len(shared.sizes), _holders(shared), shared.holders
    starts = np.cumsum(sizes) - sizes
    by_chance = np.arange(len(sizes)) * 0.6180339887498949 % 1.0
    for size in distinct(sizes[(sizes >= fewest) & (sizes <= most)]).tolist():
        chance = min(1.0, SAMPLED / size)
        ours = starts[(sizes == size) & (by_chance < chance)]
        first, second = np.triu_indices(size, 1)
        step = max(1, AT_ONCE // len(first))
        for at in range(0, len(ours), step):
            groups = held[ours[at : at + step, None] + np.arange(size)]
            codes = np.sort((groups[:, first] * total + groups[:, second]).ravel())
            fresh = np.flatnonzero(np.diff(codes, prepend=-1))
            yield codes[fresh], np.diff(fresh, append=len(codes))[:, None] / chance


def _in_line(shared: SharedGrams) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Pairs of neighbours among the holders of grams that very many texts hold; all at once."""
    import numpy as np

    sizes = shared.holders
    follows = np.repeat(sizes > MAX_HOLDERS, sizes)
    follows[np.cumsum(sizes) - sizes] = False
    later = np.flatnonzero(follows)
    held = _holders(shared)
    codes = held[later - 1] * len(shared.sizes) + held[later]
    yield codes, np.ones((len(codes), 1))
