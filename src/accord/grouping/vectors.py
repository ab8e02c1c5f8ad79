"""Term vectors: what a report is about, in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple, Self
from zlib import crc32

from accord.text.folding import Memo, fold_words
from accord.text.terms import UNSEEN_PER_10000, stem_frequencies, term_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_TERMS = 200
"""Terms kept of a part, the heaviest first."""

BACKGROUND_REPORTS = 100
"""How many reports of news at large the background counts for beside the reports seen."""

NUMBERS = 1 << 22
"""Terms are hashed to so many numbers, so that no table of words grows with a stream."""


@dataclass(frozen=True, slots=True)
class Part:
    """The terms of one part of a report as numbers, each once, in order, with how often they stand in it."""

    terms: NDArray[np.int32]
    counts: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Vector:
    """Weights of terms, each once."""

    terms: NDArray[np.int32]
    weights: NDArray[np.float64]

    def apart(self) -> Vector:
        """The same of terms that no other vector has: those of titles, beside those of words."""
        return Vector(self.terms + NUMBERS, self.weights)

    def beside(self, other: Vector) -> Vector:
        """One vector of both, which have no term in common."""
        import numpy as np

        return Vector(np.concatenate((self.terms, other.terms)), np.concatenate((self.weights, other.weights)))


class Parts(NamedTuple):
    """The terms of a report's words, of its title, and of both."""

    words: Part
    title: Part
    both: NDArray[np.int32]

    @classmethod
    def of(cls, words: Part, title: Part) -> Self:
        """Parts of one report."""
        import numpy as np

        return cls(words, title, _counted(np.concatenate((words.terms, title.terms)))[0])


def find_parts(words: Sequence[str], title: str | None) -> Parts:
    """The content terms of a report's words and of its title.

    Args: words: the folded words of its prose. title: as printed.
    """
    return Parts.of(_part(words), _part(fold_words(title or "")))


class Frequencies:
    """How common each term is, in news at large and among the texts so far.

    A text weighs the less the larger its story: a thousand reports of one story must not make its words common.
    """

    def __init__(
        self,
        terms: NDArray[np.int32] | None = None,
        holders: NDArray[np.float64] | None = None,
        texts: float = 0.0,
    ) -> None:
        """Begin with nothing counted, or with what `counted` gave."""
        import numpy as np

        self._holders = np.zeros(NUMBERS, np.float64)
        self._texts = texts
        if terms is not None and holders is not None:
            self._holders[terms] = holders
        # what stood where something was counted since each mark, the oldest mark first
        self._undo: list[list[tuple[NDArray[np.int32], NDArray[np.float64], float]]] = []
        self._forgotten = 0

    def count(self, parts: Parts, weight: float = 1.0) -> None:
        """Take note of a text; a weight below 0 takes back a part of what was noted."""
        held = self._holders[parts.both]
        if self._undo:
            self._undo[-1].append((parts.both, held, self._texts))
        self._holders[parts.both] = held + weight
        self._texts += weight

    def mark(self) -> int:
        """Note what is counted now, to go back to it; a number for `go_back`."""
        self._undo.append([])
        return self._forgotten + len(self._undo) - 1

    def go_back(self, mark: int) -> None:
        """Count again what was counted at a mark, which is gone with those after it."""
        for terms, held, texts in self._since(mark):
            self._holders[terms], self._texts = held, texts
        del self._undo[mark - self._forgotten :]

    def counted(self, mark: int) -> tuple[NDArray[np.int32], NDArray[np.float64], float]:
        """What was counted at a mark: terms, how many texts held each, and how many texts there were."""
        import numpy as np

        holders, n_texts = self._holders.copy(), self._texts
        for terms, held, texts in self._since(mark):
            holders[terms], n_texts = held, texts
        some = np.flatnonzero(holders).astype(np.int32)
        return some, holders[some], n_texts

    def _since(self, mark: int) -> Iterator[tuple[NDArray[np.int32], NDArray[np.float64], float]]:
        """What stood where something was counted since a mark, the last first."""
        return (step for steps in reversed(self._undo[mark - self._forgotten :]) for step in reversed(steps))

    def forget(self, mark: int) -> None:
        """Never go back to a mark again, nor to one before it."""
        del self._undo[: mark + 1 - self._forgotten]
        self._forgotten = mark + 1

    def weigh(self, part: Part) -> Vector:
        """The vector of a part, of length one: a term weighs by its count and by how rare it is.

        News at large alone would not tell two strikes apart, the texts so far alone not hold five reports of one
        story together.
        """
        import numpy as np

        held = self._holders[part.terms] + BACKGROUND_REPORTS * _shares()[part.terms]
        rarity = -np.log(np.minimum(held / (self._texts + BACKGROUND_REPORTS), 1.0))
        weights = (1 + np.log(part.counts)) * rarity
        chosen = np.argsort(-weights, kind="stable")[:MAX_TERMS]
        length = sqrt(float((weights[chosen] ** 2).sum())) or 1.0
        return Vector(part.terms[chosen], weights[chosen] / length)


def _part(words: Sequence[str]) -> Part:
    import numpy as np

    numbers = np.fromiter(map(_numbers().__getitem__, words), np.int32, len(words))
    return Part(*_counted(numbers[numbers > 0]))


def _counted(numbers: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Distinct numbers, in order, and how often each stands there; cheaper than `np.unique`."""
    import numpy as np

    ordered = np.sort(numbers)
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[starts], np.diff(starts, append=len(ordered)).astype(np.int32)


@cache
def _numbers() -> Memo[int]:
    return Memo(_number)


def _number(word: str) -> int:
    """A number for the word's stem; 0 for a function word."""
    stem = term_of(word)
    return 1 + _hashed(stem) if stem else 0


def _hashed(stem: str) -> int:
    return crc32(stem.encode("utf-8", "surrogatepass")) % (NUMBERS - 1)


@cache
def _shares() -> NDArray[np.float64]:
    """The share of news reports that hold the term of each number."""
    import numpy as np

    shares = np.full(NUMBERS, UNSEEN_PER_10000 / 10_000)
    for stem, count in stem_frequencies().items():
        shares[1 + _hashed(stem)] = count / 10_000
    return shares
