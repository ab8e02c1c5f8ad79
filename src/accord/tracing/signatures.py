"""Pairs of texts that may tell one file in other words: their rarest terms meet within days."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from accord.tracing.corpus import Corpus
from accord.tracing.tallies import among_nearest, distinct, sum_up
from accord.tracing.words import Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIGNATURE = 40
"""Terms by which texts are brought together: the rarest and most repeated ones."""

MAX_HOLDERS = 60
"""Texts that one term brings together with a text at most."""

UNDATED = 0
"""The day of texts without a known day."""

MIN_COMMON = 8
"""Signature terms two texts must share to be compared."""

MAX_NEIGHBOURS = 12
"""Texts each text is compared with at most, the closest first."""

FURTHEST_DAYS = 4
"""A rewrite follows within days."""

MIN_ALIKE = 0.55
"""What the parts of each text's terms that the other holds, by weight, come to together, at least."""

AT_ONCE = 1 << 17
"""Places in signatures at which meetings are looked for at once."""


def rewrite_candidates(corpus: Corpus, terms: Terms) -> NDArray[np.int64]:
    """Find the pairs of texts whose rarest terms meet within days, and much of what they hold besides.

    Time and memory are near-linear in the number of texts: each meets at most `SIGNATURE` times `MAX_HOLDERS` others.

    Returns: One row (left, right) for each pair, left < right, sorted.
    """
    import numpy as np

    total = len(corpus.texts)
    meetings = _meetings(*_signatures(corpus, terms), total)
    codes, sums = sum_up(((met, np.stack((np.ones(len(met)), terms.rarity[of]), axis=1)) for met, of in meetings), 2)
    kept = sums[:, 0] >= MIN_COMMON
    pairs = np.stack((codes[kept] // total, codes[kept] % total), axis=1)
    near = pairs[among_nearest(pairs, sums[kept, 1], MAX_NEIGHBOURS)]
    return near[_alike(corpus, terms, near) >= MIN_ALIKE]


def _alike(corpus: Corpus, terms: Terms, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """What the parts of each text's own terms that the other holds come to together, for each pair."""
    import numpy as np

    @cache
    def own(text: int) -> tuple[NDArray[np.int64], float]:
        part = corpus.part(text)
        held = distinct(terms.of[corpus.words[part][~corpus.masked[part] & ~corpus.quoted[part]]])
        held = held[held >= 0]
        return held, max(1e-9, float(terms.rarity[held].sum()))

    found = []
    for left, right in pairs.tolist():
        (one, of_one), (other, of_other) = own(left), own(right)
        common = float(terms.rarity[np.intersect1d(one, other, assume_unique=True)].sum())
        found.append(common / of_one + common / of_other)
    return np.array(found)


def _signatures(corpus: Corpus, terms: Terms) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The terms that stand for each text on each of its days: term, day, text; by term, then day, then text."""
    import numpy as np

    found: list[NDArray[np.int64]] = []
    for place, text in enumerate(corpus.texts):
        part = corpus.part(place)
        held = terms.of[corpus.words[part][~corpus.masked[part]]]
        held, counts = np.unique(held[held >= 0], return_counts=True)
        order = np.lexsort((held, -np.round(terms.rarity[held] * np.sqrt(counts), 9)))[:SIGNATURE]
        for day in text.days or (None,):
            row = np.empty((len(order), 3), np.int64)
            row[:, 0], row[:, 1], row[:, 2] = held[order], day.toordinal() if day else UNDATED, place
            found.append(row)
    rows = np.concatenate(found) if found else np.zeros((0, 3), np.int64)
    term, day, place = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))].T
    return term, day, place


def _meetings(
    term: NDArray[np.int64], day: NDArray[np.int64], place: NDArray[np.int64], total: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs that terms bring together, as left * total + right, with the term; some at a time, each once for a term.

    Texts without a day are close to all, unless the term is common.
    """
    import numpy as np

    starts = np.flatnonzero(np.diff(term, prepend=-1))
    sizes = np.diff(starts, append=len(term))
    at = 0
    while at < len(starts):
        stop = max(at + 1, int(np.searchsorted(starts, starts[at] + AT_ONCE)))
        part = slice(starts[at], starts[stop] if stop < len(starts) else len(term))
        yield _meetings_in(term[part], day[part], place[part], np.repeat(sizes[at:stop], sizes[at:stop]), total)
        at = stop


def _meetings_in(
    term: NDArray[np.int64], day: NDArray[np.int64], place: NDArray[np.int64], size: NDArray[np.int64], total: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    codes, of = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for k in range(1, min(MAX_HOLDERS, int(size.max(initial=1)) - 1) + 1):
        near = (day[k:] - day[:-k] <= FURTHEST_DAYS) | ((day[:-k] == UNDATED) & (size[:-k] <= MAX_HOLDERS))
        undated = (day[:-k] == UNDATED) & (size[:-k] > MAX_HOLDERS)
        met = np.flatnonzero((term[k:] == term[:-k]) & near & ~undated & (place[k:] != place[:-k]))
        left, right = place[met], place[met + k]
        codes.append(np.minimum(left, right) * total + np.maximum(left, right))
        of.append(term[met])
    code, held = np.concatenate(codes), np.concatenate(of)
    order = np.lexsort((held, code))
    code, held = code[order], held[order]
    once = (np.diff(code, prepend=-1) != 0) | (np.diff(held, prepend=-1) != 0)
    return code[once], held[once]
