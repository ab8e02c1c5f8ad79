"""Term vectors: what each report is about, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import TYPE_CHECKING
from zlib import crc32

from accord.text.folding import Memo, fold_text
from accord.text.terms import find_terms, rarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAD_WEIGHT = 2.0
"""Added to a term's weight when it stands in the opening."""

TITLE_WEIGHT = 5.0
"""Added to a term's weight when it stands in the title."""

LEAD_WORDS = 60
"""Words of the opening."""

BACKGROUND_REPORTS = 100
"""How many reports of news at large the background counts for beside the reports seen."""

MAX_TERMS = 200
"""Terms kept per report, the heaviest first."""

NUMBERS = 1 << 22
"""Terms are hashed to so many numbers, so that no table of words grows with the stream."""


@dataclass(frozen=True, slots=True)
class Vector:
    """Weights of terms, by the terms' numbers, which are sorted and differ."""

    terms: NDArray[np.int64]
    weights: NDArray[np.float64]


class Frequencies:
    """In how many texts each term was seen, in news at large and in the stream so far."""

    def __init__(self) -> None:
        import numpy as np

        self._holders = np.zeros(NUMBERS, np.int32)
        self._texts = 0

    def count(self, terms: Sequence[str]) -> None:
        """Take note of one text with these terms, each given once."""
        import numpy as np

        self._holders[np.unique([_numbers()[term] for term in terms]).astype(np.int64)] += 1
        self._texts += 1

    def weigh(self, prominences: Mapping[str, float]) -> Vector:
        """The vector of a report, of length one: a term weighs by its prominence and by how rare it is.

        News at large alone would not tell two strikes apart, the stream alone not hold five reports of one story
        together.
        """
        import numpy as np

        terms = sorted(prominences)
        numbers = np.array([_numbers()[term] for term in terms], np.int64)
        prominence = np.array([prominences[term] for term in terms], np.float64)
        background = np.array([_shares()[term] for term in terms], np.float64) * BACKGROUND_REPORTS
        seen = (self._holders[numbers] + background) / (self._texts + BACKGROUND_REPORTS)
        return heaviest(numbers, prominence * -np.log(np.minimum(seen, 1.0)), MAX_TERMS)


def prominence(words: Sequence[str], title: str | None) -> dict[str, float]:
    """How much each content term of a report stands out: by its count, in the opening, in the title."""
    counts = Counter(find_terms(words))
    weights = {term: 1 + log(count) for term, count in counts.items()}
    for term in set(find_terms(words[:LEAD_WORDS])):
        weights[term] += LEAD_WEIGHT
    for term in set(find_terms(fold_text(title or "").words)):
        weights[term] = weights.get(term, 0.0) + TITLE_WEIGHT
    return weights


def heaviest(numbers: NDArray[np.int64], weights: NDArray[np.float64], most: int) -> Vector:
    """The heaviest terms scaled to length one; of equal weight the smaller number first; no weight is zero."""
    import numpy as np

    order = np.lexsort((numbers, -weights))[:most]
    order = order[weights[order] > 0]
    return scaled(total([Vector(numbers[order], weights[order])]))


def total(vectors: Sequence[Vector]) -> Vector:
    """The sum of vectors."""
    import numpy as np

    if not vectors:
        return Vector(np.zeros(0, np.int64), np.zeros(0))
    terms, places = np.unique(np.concatenate([v.terms for v in vectors]), return_inverse=True)
    weights = np.bincount(places, np.concatenate([v.weights for v in vectors]), len(terms)).astype(np.float64)
    return Vector(terms, weights)


def scaled(vector: Vector) -> Vector:
    """The vector at length one; an empty one stays empty."""
    import numpy as np

    length = float(np.sqrt((vector.weights**2).sum())) or 1.0
    return Vector(vector.terms, vector.weights / length)


def nearness(left: Vector, right: Vector) -> float:
    """The inner product of two vectors."""
    import numpy as np

    _, here, there = np.intersect1d(left.terms, right.terms, assume_unique=True, return_indices=True)
    return float(left.weights[here] @ right.weights[there])


def _number(term: str) -> int:
    return crc32(term.encode("utf-8", "surrogatepass")) % NUMBERS


def _share(term: str) -> float:
    return exp(-rarity(term))


@cache
def _numbers() -> Memo[int]:
    return Memo(_number)


@cache
def _shares() -> Memo[float]:
    return Memo(_share)
