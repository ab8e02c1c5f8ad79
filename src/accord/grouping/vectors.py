"""Term vectors: what a report is about, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING
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
    """The terms of one part of a report as numbers, each once, with how often and how common in news at large."""

    terms: NDArray[np.int64]
    counts: NDArray[np.int64]
    shares: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vector:
    """Weights of terms, each once."""

    terms: NDArray[np.int64]
    weights: NDArray[np.float64]


Parts = tuple[Part, Part]


def find_parts(words: Sequence[str], title: str | None) -> Parts:
    """The content terms of a report's words and of its title.

    Args: words: the folded words of its prose. title: as printed.
    """
    return _part(words), _part(fold_words(title or ""))


class Frequencies:
    """How common each term is, in news at large and among the texts so far.

    A text weighs the less the larger its story: a thousand reports of one story must not make its words common.
    """

    def __init__(self) -> None:
        import numpy as np

        self._holders = np.zeros(NUMBERS, np.float64)
        self._texts = 0.0

    def count(self, parts: Parts, weight: float = 1.0) -> None:
        """Take note of a text; a weight below 0 takes back a part of what was noted."""
        import numpy as np

        self._holders[np.union1d(parts[0].terms, parts[1].terms)] += weight
        self._texts += weight

    def weigh(self, part: Part) -> Vector:
        """The vector of a part, of length one: a term weighs by its count and by how rare it is.

        News at large alone would not tell two strikes apart, the texts so far alone not hold five reports of one
        story together.
        """
        import numpy as np

        held = self._holders[part.terms] + BACKGROUND_REPORTS * part.shares
        rarity = -np.log(np.minimum(held / (self._texts + BACKGROUND_REPORTS), 1.0))
        weights = (1 + np.log(part.counts)) * rarity
        chosen = np.argsort(-weights, kind="stable")[:MAX_TERMS]
        length = sqrt(float((weights[chosen] ** 2).sum())) or 1.0
        return Vector(part.terms[chosen], weights[chosen] / length)


def _part(words: Sequence[str]) -> Part:
    import numpy as np

    numbers = np.fromiter(map(_numbers().__getitem__, words), np.int64, len(words))
    terms, counts = np.unique(numbers[numbers > 0], return_counts=True)
    return Part(terms, counts, _shares()[terms])


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
