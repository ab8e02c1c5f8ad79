"""Texts: what reports of one text count as, with the texts before that each is like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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


def edges(texts: Iterable[Text]) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """Places of texts, numbers of texts before them that they are like, and how much, in three columns."""
    import numpy as np

    chosen = list(texts)
    later = np.repeat(np.arange(len(chosen)), [len(text.near) for text in chosen])
    near = np.concatenate([text.near for text in chosen])
    return later, near, np.concatenate([text.likeness for text in chosen])
