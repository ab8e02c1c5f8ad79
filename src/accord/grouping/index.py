"""An index of vectors by term: which of many texts share terms with a few new ones, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.grouping.vectors import Vector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


AT_ONCE = 50_000
"""Postings looked up at a time, where one vector has not more."""

LONG = 32
"""Runs of postings longer than this on average are copied whole."""


class TermIndex:
    """Vectors under consecutive numbers, the oldest of which can be let go.

    Kept as a few tables sorted by term, each at least twice as large as the next, so that adding a vector costs a
    logarithm of how many there are. A table never changes, so that a copy of the index costs next to nothing.
    """

    def __init__(self, first: int = 0, following: int = 0, tables: Sequence[Table] = ()) -> None:
        self.first = first
        self.following = following
        self.tables = list(tables)

    def copy(self) -> TermIndex:
        """An index of the same vectors; what is added to one is not in the other."""
        return TermIndex(self.first, self.following, self.tables)

    def add(self, vectors: Sequence[Vector]) -> None:
        """Put vectors in, under the next numbers."""
        import numpy as np

        if not vectors:
            return
        owners = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(v.terms) for v in vectors])
        terms = np.concatenate([v.terms for v in vectors])
        weights = np.concatenate([v.weights for v in vectors])
        table = _sorted(self.following, terms, owners, weights)
        self.following += len(vectors)
        while self.tables and len(self.tables[-1].owners) < 2 * len(table.owners):
            table = _merged(self.tables.pop(), table, self.first)
        self.tables.append(table)

    def let_go(self, first: int) -> None:
        """Let go of every vector with a number below `first`."""
        self.first = max(self.first, first)

    def inner_products(self, vectors: Sequence[Vector]) -> NDArray[np.float64]:
        """The inner products of some vectors (rows) with all in the index, from the first that is left (columns)."""
        import numpy as np

        found = np.zeros((len(vectors), self.following - self.first))
        if not vectors:
            return found
        terms = np.concatenate([v.terms for v in vectors])
        weights = np.concatenate([v.weights for v in vectors])
        rows = np.repeat(np.arange(len(vectors)), [len(v.terms) for v in vectors])
        for table in self.tables:
            start = np.searchsorted(table.terms, terms)
            known = np.flatnonzero(table.terms.take(start, mode="clip") == terms) if len(table.terms) else start[:0]
            low, high = table.starts[start[known]], table.starts[start[known] + 1]
            past, at = min(max(0, self.first - table.base), table.width), max(0, table.base - self.first)
            for part in _blocks(rows[known], high - low):
                lengths, own = high[part] - low[part], rows[known[part]]
                first, height = own[0], own[-1] - own[0] + 1
                owners, parts = table.runs(low[part], high[part])
                parts *= np.repeat(weights[known[part]], lengths)
                cells = owners + np.repeat((own - first) * table.width, lengths)
                sums = np.bincount(cells, parts, height * table.width).reshape(height, table.width)
                found[first : first + height, at : at + table.width - past] += sums[:, past:]
        return found


def _blocks(rows: NDArray[np.int64], lengths: NDArray[np.int64]) -> Iterator[slice]:
    """Parts of runs of postings, whole rows each, that are looked up at a time."""
    import numpy as np

    if not len(rows):
        return
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    begun = np.concatenate(([0], np.cumsum(lengths)))[starts].tolist()
    start, held = 0, 0
    for place, postings in zip(starts.tolist()[1:], begun[1:], strict=True):
        if postings - held > AT_ONCE:
            yield slice(start, place)
            start, held = place, postings
    yield slice(start, len(rows))


@dataclass(frozen=True, slots=True)
class Table:
    """Postings sorted by term: those of `terms[i]` stand at `starts[i]` to `starts[i + 1]`.

    `owners` are numbers of vectors, counted from `base`; all are below `width`.
    """

    base: int
    width: int
    terms: NDArray[np.int32]
    starts: NDArray[np.int64]
    owners: NDArray[np.int32]
    weights: NDArray[np.float64]

    def runs(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Owners and weights of some runs of postings, end to end."""
        import numpy as np

        lengths = high - low
        total = int(lengths.sum())
        if total > LONG * len(low):
            # to copy a long run whole is far cheaper than to look up each of its postings
            runs = list(map(slice, low.tolist(), high.tolist()))
            return np.concatenate([self.owners[run] for run in runs]), np.concatenate(
                [self.weights[run] for run in runs]
            )
        places = np.arange(total) + np.repeat(low - np.cumsum(lengths) + lengths, lengths)
        return self.owners[places], self.weights[places]


def _sorted(base: int, terms: NDArray[np.int32], owners: NDArray[np.int32], weights: NDArray[np.float64]) -> Table:
    import numpy as np

    order = np.argsort(terms, kind="stable")
    ordered = terms[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))) if len(ordered) else ordered
    width = 1 + int(owners.max(initial=0))
    return Table(base, width, ordered[starts], np.append(starts, len(ordered)), owners[order], weights[order])


def _merged(old: Table, new: Table, first: int) -> Table:
    """Two tables as one, without owners that were let go."""
    import numpy as np

    base = max(old.base, first)
    terms = np.concatenate([np.repeat(t.terms, np.diff(t.starts)) for t in (old, new)])
    owners = np.concatenate([t.owners + np.int32(t.base - base) for t in (old, new)])
    weights = np.concatenate((old.weights, new.weights))
    left = owners >= 0
    return _sorted(base, terms[left], owners[left], weights[left])
