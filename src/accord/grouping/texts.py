"""Texts: what reports of one text count as, with the texts before that each is like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


FEW = 100
"""Texts that are looked up among those that each of them is like; of more, all these are looked at at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """One text, however many reports print or retell it.

    `number` goes by arrival; `came` is the day of the lot it came with. `near` are the numbers of the texts before
    it that it is like at all, `likeness` how much. `title`: whether it lacks one proper, its first report, what it is
    called. `reports`: their days and ids. `keys`: those of their words.
    """

    number: int
    came: date
    title: tuple[bool, str, str]
    near: NDArray[np.int32]
    likeness: NDArray[np.float32]
    reports: tuple[tuple[date, str], ...] = ()
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Open:
    """A story in the making: the numbers of its texts in the window, and the reports of those that left it."""

    texts: tuple[int, ...]
    past: tuple[tuple[date, str], ...] = ()
    title: str = ""


def edges(texts: Sequence[Text]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Places of texts, places of those among them that came before and that they are like, and how much: three columns.

    They go by the place of the later text, then by the number of the other one.
    """
    import numpy as np

    numbers = np.array([text.number for text in texts])
    order = np.argsort(numbers)
    if len(texts) <= FEW:
        ordered = numbers[order].astype(np.int32)
        found = [_among(text, ordered) for text in texts]
        later = np.repeat(np.arange(len(texts)), [len(ranks) for _, ranks in found])
        likeness = np.concatenate([text.likeness[at] for text, (at, _) in zip(texts, found, strict=True)])
        return later, order[np.concatenate([ranks for _, ranks in found])], likeness
    later = np.repeat(np.arange(len(texts)), [len(text.near) for text in texts])
    near = np.concatenate([text.near for text in texts])
    # the place of each number from the lowest on; what is lower, or not among the texts, has none
    lowest = numbers[order[0]]
    place_of = np.full(numbers[order[-1]] - lowest + 2, -1)
    place_of[numbers - lowest + 1] = np.arange(len(texts))
    earlier = place_of[np.maximum(near - (lowest - 1), 0)]
    here = np.flatnonzero(earlier >= 0)
    return later[here], earlier[here], np.concatenate([text.likeness for text in texts])[here]


def _among(text: Text, numbers: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of the texts that a text is like have some numbers, which are sorted, and which numbers these are."""
    import numpy as np

    at = np.searchsorted(text.near, numbers)
    here = np.flatnonzero(text.near.take(at, mode="clip") == numbers) if len(text.near) else at[:0]
    return at[here], here
