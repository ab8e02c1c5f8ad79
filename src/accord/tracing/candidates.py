"""Candidate pairs: texts that share enough grams, found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
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

AT_ONCE = 1 << 20
"""Meetings of two texts in a gram that are looked at together."""

_SIZE_BITS = MAX_HOLDERS.bit_length()


def copy_candidates(shared: SharedGrams) -> NDArray[np.int64]:
    """Find the pairs of texts that may share passages.

    Two texts that share a tenth of the shorter one's distinct grams are found, unless all of it stands in hundreds of
    texts or each shares more with `MAX_PAIRS` others. Time is near-linear in the number of words: a gram gives at most
    `SAMPLED` pairs for each of its holders. Memory is linear in the number of words that stand in several texts.

    Returns: One row (left, right) for each pair, left < right, sorted.
    """
    import numpy as np

    total = len(shared.sizes)
    found, shares = [np.zeros((0, 2), np.int64)], [np.zeros(0)]
    for codes, counts in _in_common(_lines(shared), total):
        pairs = np.stack((codes // total, codes % total), axis=1)
        share = counts[:, 1] / np.maximum(1, shared.sizes[pairs].min(axis=1))
        kept = (counts[:, 0] >= MIN_SHARED) | (share >= MIN_PART)
        found.append(pairs[kept])
        shares.append(share[kept])
    pairs = np.concatenate(found)
    near: NDArray[np.int64] = pairs[among_nearest(pairs, np.concatenate(shares), MAX_PAIRS)]
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


@dataclass(frozen=True, slots=True)
class _Lines:
    """The texts that hold each gram in a row, by gram, then text.

    Place `i` holds text `texts[i]`, which meets the `ahead[i]` texts that follow; `size[i]` is the number of holders of
    the gram, `MAX_HOLDERS + 1` where there are more.
    """

    texts: NDArray[np.int32]
    ahead: NDArray[np.int16]
    size: NDArray[np.int16]


def _lines(shared: SharedGrams) -> _Lines:
    import numpy as np

    total = len(shared.sizes)
    codes = shared.grams * total + np.repeat(np.arange(total), np.diff(shared.bounds))
    codes.sort()
    texts = (codes[np.flatnonzero(np.diff(codes, prepend=-1))] % total).astype(np.int32)
    del codes
    sizes = np.minimum(shared.holders, MAX_HOLDERS + 1).astype(np.int16)
    by_chance = np.arange(len(sizes)) * 0.6180339887498949 % 1.0
    looked_at = (by_chance < SAMPLED / sizes) | (sizes > MAX_HOLDERS)
    ahead = np.repeat(np.cumsum(shared.holders), shared.holders)
    ahead -= np.arange(1, len(ahead) + 1)
    size = np.repeat(sizes, shared.holders)
    ahead[size > MAX_HOLDERS] = np.minimum(ahead[size > MAX_HOLDERS], 1)
    ahead[~np.repeat(looked_at, shared.holders)] = 0
    return _Lines(texts, ahead.astype(np.int16), size)


def _in_common(lines: _Lines, total: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """What pairs have in common, as left * total + right: rare grams, all grams. All pairs of a left text at once."""
    import numpy as np

    places = np.flatnonzero(lines.ahead)
    places = places[np.argsort(lines.texts[places], kind="stable")]
    bounds = np.searchsorted(lines.texts[places], np.arange(total + 1))
    work = np.concatenate(([0], np.cumsum(lines.ahead[places], dtype=np.int64)))
    done = work[bounds]
    text = 0
    while text < total:
        stop = max(text + 1, int(np.searchsorted(done, done[text] + AT_ONCE, "right")) - 1)
        steps = np.arange(done[text], done[stop] + AT_ONCE, AT_ONCE)
        cuts = np.searchsorted(work[bounds[text] : bounds[stop]], steps) + bounds[text]
        yield sum_up((_meetings(lines, places[a:b], total) for a, b in pairwise(cuts.tolist())), 2)
        text = stop


def _meetings(lines: _Lines, places: NDArray[np.int64], total: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pairs of the texts at some places with those ahead, each once, with the sums of what their grams count."""
    import numpy as np

    ahead = lines.ahead[places].astype(np.int64)
    nth = np.arange(ahead.sum()) - np.repeat(np.cumsum(ahead) - ahead, ahead)
    codes = np.repeat(lines.texts[places] * np.int64(total), ahead)
    codes += lines.texts[np.repeat(places + 1, ahead) + nth]
    codes <<= _SIZE_BITS
    codes |= np.repeat(lines.size[places], ahead)
    codes.sort()
    sizes = codes & ((1 << _SIZE_BITS) - 1)
    codes >>= _SIZE_BITS
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    if not len(starts):
        return codes, np.zeros((0, 2))
    counted = np.where(sizes > MAX_HOLDERS, 1.0, np.maximum(1.0, sizes / SAMPLED))
    figures = [np.add.reduceat(column, starts, dtype=float) for column in (sizes <= RARE, counted)]
    return codes[starts], np.stack(figures, axis=1)
