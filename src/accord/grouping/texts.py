"""Texts: what reports of one text count as, with the texts before that each is like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(slots=True, eq=False)
class Text:
    """One text, however many reports print or retell it.

    `number` goes by arrival; `came` is the day of the lot it came with. `near` are the numbers of the texts before
    it that it is like at all, `likeness` how much. `title`: whether it lacks one proper, its first report, what it is
    called.
    """

    number: int
    came: date
    title: tuple[bool, str, str]
    near: NDArray[np.int32]
    likeness: NDArray[np.float32]
    reports: list[tuple[date, str]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Open:
    """A story in the making: its texts in the window, and the reports of those that left it."""

    texts: list[Text] = field(default_factory=list)
    past: list[tuple[date, str]] = field(default_factory=list)
    title: str = ""

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of all reports, by day, then id."""
        return tuple(report for _, report in sorted([*self.past, *(r for text in self.texts for r in text.reports)]))


def edges(texts: Iterable[Text]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Numbers of texts, numbers of texts before them that they are like, and how much, in three columns."""
    import numpy as np

    chosen = list(texts)
    later = np.repeat([text.number for text in chosen], [len(text.near) for text in chosen])
    near = np.concatenate([text.near for text in chosen])
    likeness = np.concatenate([text.likeness for text in chosen])
    return later.astype(np.int64), near.astype(np.int64), likeness.astype(np.float64)
