"""Candidate pairs: texts that share enough grams, found without comparing all with all.

Each text is compared with texts of smaller keys only, and what a gram counts for it hangs on how many of those hold it:
so a further text changes the candidates of few others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from accord.tracing.index import Asked, Lines, spread
from accord.tracing.tallies import list_nearest, sum_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RARE = 16
"""Texts that may hold a gram which by itself says something of any two."""

MIN_SHARED = 5
"""Rare grams two texts must share: nine equal words in a row."""

MIN_PART = 0.1
"""Or the part of the shorter one's grams, frequent ones counted in."""

SAMPLED = 64
"""A gram that twice as many texts hold is looked at by chance, so that work stays in proportion to its holders."""

MAX_HOLDERS = 512
"""A gram that more texts hold ties the others only to the first of them."""

MAX_PAIRS = 64
"""Pairs of one text that are looked at, those that share most, unless another text has them among its own."""

MAX_LISTED = 256
"""Texts of smaller keys that a text may share passages with, those that share most."""

AT_ONCE = 1 << 20
"""Meetings of two texts in a gram that are looked at together."""

_CLASS_BITS = 3
_RARE, _COMMON, _CROWDED = 1, 2, 6
"""Classes of holders, by how many there are up to it; between the last two those looked at by chance. 0: no meeting."""


def copy_candidates(
    asked: Asked, slots: NDArray[np.int64], keys: NDArray[np.uint64], sizes: NDArray[np.int64]
) -> dict[int, dict[int, float]]:
    """Find the texts of smaller keys that some texts may share passages with.

    Two texts that share a tenth of the shorter one's distinct grams are found, unless all of it stands in hundreds of
    texts or the later one shares more with `MAX_LISTED` others. Time is near-linear in the number of words.

    Args:
        asked: the grams of the texts; `slots`: the slots of these.
        keys, sizes: of all texts by slot; a size is a number of distinct grams.
    Returns: For each of `slots` the slots of the others, with the part of the shorter one's grams.
    """
    import numpy as np

    total = len(keys)
    said = _classes(asked.before, asked.lines.features[asked.of])
    starts = asked.lines.starts[asked.of]
    counts = np.where(said == _CROWDED, 1, asked.before) * (said > 0)
    rows = np.flatnonzero(counts)
    rows = rows[np.argsort(asked.texts[rows], kind="stable")]
    bounds = np.searchsorted(asked.texts[rows], np.arange(len(slots) + 1))
    work = np.concatenate(([0], np.cumsum(counts[rows])))
    done = work[bounds]
    found: dict[int, dict[int, float]] = {slot: {} for slot in slots.tolist()}

    def meetings(part: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        of, places = spread(np.arange(len(part)), starts[part], counts[part])
        return _counted(asked.texts[part][of] * total + asked.lines.slots[places], said[part][of])

    text = 0
    while text < len(slots):
        stop = max(text + 1, int(np.searchsorted(done, done[text] + AT_ONCE, "right")) - 1)
        steps = np.arange(done[text], done[stop] + AT_ONCE, AT_ONCE)
        cuts = np.searchsorted(work[bounds[text] : bounds[stop]], steps) + bounds[text]
        codes, sums = sum_up((meetings(rows[a:b]) for a, b in pairwise(cuts.tolist())), 2)
        later, earlier = codes // total, codes % total
        share = sums[:, 1] / np.maximum(1, np.minimum(sizes[slots[later]], sizes[earlier]))
        kept = _passes(sums, share)
        list_nearest(found, slots[later[kept]], earlier[kept], share[kept], keys, MAX_LISTED)
        text = stop
    return found


@dataclass(frozen=True, slots=True)
class Shifts:
    """What further texts change for those that were there.

    `anew` are the slots of texts that a gram counts otherwise for. `fewer` are pairs, a text in the first row, its
    candidate in the second, that share a rare gram less; nothing else hangs on it. `gained` are the further texts among
    the candidates of each text, with the part of the shorter one's grams.
    """

    anew: set[int]
    fewer: NDArray[np.int64]
    gained: dict[int, dict[int, float]]

    def touched(self) -> set[int]:
        """All texts for which anything may be otherwise."""
        return self.anew | set(self.fewer[0].tolist()) | self.gained.keys()


def find_shifts(
    lines: Lines, new: NDArray[np.bool_], sizes: NDArray[np.int64], asking: NDArray[np.int64] | None = None
) -> Shifts:
    """Find the texts whose candidates may be others since further texts came.

    Args:
        lines: the holders of the grams of the new texts, `MAX_HOLDERS` and as many more as are new.
        new: which texts, by slot, are new. sizes: as in `copy_candidates`.
        asking: the slots of those whose grams these are, None for all that are new.
    Returns: What is otherwise; of grams with more holders those are left out that are not in the lines.
    """
    import numpy as np

    total = len(new)
    of = np.repeat(np.arange(len(lines.features)), np.diff(lines.starts))
    rank = np.arange(len(of)) - lines.starts[of]
    is_new = new[lines.slots]
    passed: NDArray[np.int64] = np.cumsum(is_new) - is_new
    passed -= passed[lines.starts[:-1]][of]
    now = _classes(rank, lines.features[of])
    before = _classes(rank - passed, lines.features[of])
    moved = ~is_new & (passed > 0) & (now != before)
    # a gram that is rare no more, and not looked at by chance yet, counts for the part as before
    rarer = moved & (before == _RARE) & (now == _COMMON)
    anew = set(lines.slots[moved & ~rarer].tolist())
    at = np.flatnonzero(rarer)
    at, places = spread(at, lines.starts[:-1][of[at]], rank[at])
    fewer = np.stack((lines.slots[at], lines.slots[places])).astype(np.int64)
    asks = new if asking is None else np.zeros(total, np.bool_)
    if asking is not None:
        asks[asking] = new[asking]
    met = np.flatnonzero(asks[lines.slots])
    ends = np.minimum(lines.starts[1:], lines.starts[:-1] + MAX_HOLDERS)[of[met]]
    at, places = spread(met, met + 1, np.maximum(0, ends - met - 1))
    kept = ~is_new[places] & (now[places] > 0)
    at, places = at[kept], places[kept]
    codes, sums = _counted(lines.slots[places].astype(np.int64) * total + lines.slots[at], now[places])
    later, earlier = codes // total, codes % total
    share = sums[:, 1] / np.maximum(1, np.minimum(sizes[later], sizes[earlier]))
    passes = _passes(sums, share)
    gained: dict[int, dict[int, float]] = {}
    for slot, other, part in zip(later[passes].tolist(), earlier[passes].tolist(), share[passes].tolist(), strict=True):
        gained.setdefault(slot, {})[other] = part
    return Shifts(anew, fewer, gained)


def hangs_on_rare(share: float | None) -> bool:
    """Whether a text is a candidate of another, with such a part of its grams, for the rare ones they share only."""
    return share is not None and share <= MIN_PART


def longer_lists(
    lists: Mapping[int, Mapping[int, float]], gained: Mapping[int, Mapping[int, float]], keys: NDArray[np.uint64]
) -> dict[int, dict[int, float]]:
    """The candidates of texts with those gained, as `copy_candidates` would find them."""
    import numpy as np

    found: dict[int, dict[int, float]] = {slot: {} for slot in gained}
    rows = [(slot, *row) for slot, more in gained.items() for row in ({**lists[slot], **more}).items()]
    texts, others, shares = zip(*rows, strict=True) if rows else ((), (), ())
    list_nearest(found, np.array(texts, np.int64), np.array(others, np.int64), np.array(shares), keys, MAX_LISTED)
    return found


def _passes(sums: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.bool_]:
    return (sums[:, 0] >= MIN_SHARED) | (share >= MIN_PART)


def _classes(before: NDArray[np.int64], grams: NDArray[np.uint64]) -> NDArray[np.int64]:
    """What a gram is to a text by how many before it hold it; 0 where chance passes it over."""
    import numpy as np

    holders = np.minimum(before, MAX_HOLDERS) + 1
    doubled = np.maximum(0, np.log2(np.maximum(1, holders / SAMPLED)).astype(np.int64))
    said = np.where(holders <= RARE, _RARE, _COMMON + doubled)
    chance = ((grams * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)).astype(np.int64)
    said[chance & ((1 << doubled) - 1) > 0] = 0
    said[before >= MAX_HOLDERS] = _CROWDED
    return said


def _counted(codes: NDArray[np.int64], said: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Each pair once, with how many rare grams it shares, and how many grams in all."""
    import numpy as np

    codes = np.sort((codes << _CLASS_BITS) | said)
    said = codes & ((1 << _CLASS_BITS) - 1)
    codes >>= _CLASS_BITS
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    if not len(starts):
        return codes, np.zeros((0, 2))
    counted = np.where(said == _CROWDED, 1, 1 << np.maximum(0, said - _COMMON))
    figures = [np.add.reduceat(column, starts, dtype=float) for column in (said == _RARE, counted)]
    return codes[starts], np.stack(figures, axis=1)
