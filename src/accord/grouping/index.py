"""An index of vectors by term: which of many texts share terms with a few new ones, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.grouping.vectors import Vector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLUMNS = 64
"""Vectors looked up at a time."""


class TermIndex:
    """Vectors under consecutive numbers, the oldest of which can be let go.

    Kept as a few tables sorted by term, each at least twice as large as the next, so that adding a vector costs a
    logarithm of how many there are.
    """

    def __init__(self) -> None:
        self._first = 0
        self._next = 0
        self._tables: list[_Table] = []

    def add(self, vectors: Sequence[Vector]) -> None:
        """Put vectors in, under the next numbers; the first is 0."""
        import numpy as np

        if not vectors:
            return
        owners = np.repeat(
            np.arange(self._next, self._next + len(vectors), dtype=np.int32), [len(v.terms) for v in vectors]
        )
        terms = np.concatenate([v.terms for v in vectors])
        weights = np.concatenate([v.weights for v in vectors])
        self._next += len(vectors)
        table = _sorted(terms, owners, weights)
        while self._tables and len(self._tables[-1].owners) < 2 * len(table.owners):
            table = _merged(self._tables.pop(), table, self._first)
        self._tables.append(table)

    def let_go(self, first: int) -> None:
        """Let go of every vector with a number below `first`."""
        self._first = max(self._first, first)

    def inner_products(self, vectors: Sequence[Vector]) -> NDArray[np.float64]:
        """The inner products of some vectors (rows) with all in the index, from the first that is left (columns)."""
        import numpy as np

        width = self._next - self._first
        parts = [self._products(vectors[i : i + COLUMNS], width) for i in range(0, len(vectors), COLUMNS)]
        return np.concatenate(parts) if parts else np.zeros((0, width))

    def _products(self, vectors: Sequence[Vector], width: int) -> NDArray[np.float64]:
        import numpy as np

        terms = np.concatenate([v.terms for v in vectors])
        weights = np.concatenate([v.weights for v in vectors])
        rows = np.repeat(np.arange(len(vectors)), [len(v.terms) for v in vectors])
        # a column ahead of the first takes what falls to vectors that were let go
        wide = width + 1
        total = np.zeros(len(vectors) * wide)
        for table in self._tables:
            start = np.searchsorted(table.terms, terms)
            known = np.flatnonzero(table.terms[np.minimum(start, len(table.terms) - 1)] == terms)
            start = start[known]
            low, lengths = table.starts[start], table.starts[start + 1] - table.starts[start]
            # the places of all postings of all terms asked for, one run of places after another
            places = np.arange(int(lengths.sum()), dtype=np.int32)
            places += np.repeat((low - np.cumsum(lengths) + lengths).astype(np.int32), lengths)
            columns = np.maximum(table.owners[places] - (self._first - 1), 0)
            cells = np.repeat(rows[known] * wide, lengths) + columns
            total += np.bincount(cells, np.repeat(weights[known], lengths) * table.weights[places], len(total))
        return total.reshape(len(vectors), wide)[:, 1:]


@dataclass(frozen=True, slots=True)
class _Table:
    """Postings sorted by term: those of `terms[i]` stand at `starts[i]` to `starts[i + 1]`."""

    terms: NDArray[np.int64]
    starts: NDArray[np.int64]
    owners: NDArray[np.int32]
    weights: NDArray[np.float64]


def _sorted(terms: NDArray[np.int64], owners: NDArray[np.int32], weights: NDArray[np.float64]) -> _Table:
    import numpy as np

    order = np.argsort(terms, kind="stable")
    ordered = terms[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))) if len(ordered) else ordered
    return _Table(ordered[starts], np.append(starts, len(ordered)), owners[order], weights[order])


def _merged(old: _Table, new: _Table, first: int) -> _Table:
    """Two tables as one, without owners that were let go."""
    import numpy as np

    terms = np.concatenate([np.repeat(t.terms, np.diff(t.starts)) for t in (old, new)])
    owners, weights = np.concatenate((old.owners, new.owners)), np.concatenate((old.weights, new.weights))
    left = owners >= first
    return _sorted(terms[left], owners[left], weights[left])
