"""Standing text: what one publisher sets into page after page, such as forms, galleries, appeals and lists of links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accord.tracing.corpus import Corpus
from accord.tracing.grams import GRAM, SharedGrams
from accord.tracing.texts import Text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MANY_TEXTS = 4
"""Texts of one publisher that hold the same words before these are standing text."""

RUNNING = 7
"""Days over which a running story may repeat its words; standing text goes on for longer."""

MOSTLY = 0.9
"""Part of the texts with such words that the one publisher has."""

UNKNOWN = -(1 << 40)
"""The first day of a text of unknown day, and the last with its sign changed: such a text widens no span."""


def without_standing(corpus: Corpus, shared: SharedGrams) -> Corpus:
    """The corpus with standing text masked: it says nothing of who wrote the rest.

    A gram is standing where four texts or more of one publisher hold it and next to none of others, and either their
    known days lie more than a week apart or four of them have none.
    """
    import numpy as np

    held = shared.holders[shared.grams] >= MANY_TEXTS
    texts = np.repeat(np.arange(len(corpus.texts)), np.diff(shared.bounds))[held]
    publisher, earliest, latest = _columns(corpus.texts)
    grams, places, owner = shared.grams[held], shared.places[held], publisher[texts]
    order = np.lexsort((owner, grams))
    grams, places, texts, owner = grams[order], places[order], texts[order], owner[order]
    starts = np.flatnonzero(np.diff(grams, prepend=-1))
    if not len(starts):
        return corpus
    sizes = np.diff(starts, append=len(grams))
    main = owner == np.repeat(owner[starts + sizes // 2], sizes)
    once = np.diff(texts, prepend=-1) != 0
    once[starts] = True
    first, last = np.where(main, earliest[texts], UNKNOWN), np.where(main, latest[texts], -UNKNOWN)
    ours = np.add.reduceat(main & once, starts)
    undated = np.add.reduceat(main & once & (first == UNKNOWN), starts)
    long = np.maximum.reduceat(first, starts) - np.minimum.reduceat(last, starts) > RUNNING
    standing = (ours >= MANY_TEXTS) & (ours >= MOSTLY * np.add.reduceat(once, starts))
    standing &= long | (undated >= MANY_TEXTS)
    found = places[np.repeat(standing, sizes)]
    masked = corpus.masked.copy()
    for step in range(GRAM):
        masked[found + step] = True
    hidden = np.searchsorted(corpus.bounds, np.flatnonzero(masked), "right") - 1
    return replace(
        corpus, masked=masked, prose=np.diff(corpus.bounds) - np.bincount(hidden, minlength=len(corpus.texts))
    )


def _columns(texts: Sequence[Text]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """For each text its publisher as a number of its own, and its first and last day.

    A text of none or several publishers stands alone.
    """
    import numpy as np

    numbers: dict[str, int] = {}
    rows = np.empty((3, len(texts)), np.int64)
    for place, text in enumerate(texts):
        lone = min(text.publishers) if len(text.publishers) == 1 else None
        rows[0, place] = -1 - place if lone is None else numbers.setdefault(lone, len(numbers))
        rows[1:, place] = (text.days[0].toordinal(), text.days[-1].toordinal()) if text.days else (UNKNOWN, -UNKNOWN)
    return rows[0], rows[1], rows[2]
