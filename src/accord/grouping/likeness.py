"""Likeness: how much of what new reports say each story says, less what time takes from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import exp
from typing import TYPE_CHECKING

from accord.grouping.vectors import NUMBERS, Vector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FADE_DAYS = 1.0
"""Days after which two thirds of what time takes from a likeness is gone: reports of one event come at once."""

KEPT = 0.5
"""Part of a likeness that days alone don't take: a negotiation can rest for weeks."""

KEPT_UNDATED = 0.9
"""Part kept where a day is not known."""

COLUMNS = 32
"""Vectors compared with all others at a time."""


class Comparison:
    """Compares vectors; keeps one table of term places, so that none is made for every lot."""

    def __init__(self) -> None:
        import numpy as np

        self._place = np.full(NUMBERS, -1, np.int32)

    def inner_products(self, rows: Sequence[Vector], columns: Sequence[Vector]) -> NDArray[np.float64]:
        """The inner product of every row vector with every column vector, as a table."""
        import numpy as np

        table = np.zeros((len(rows), len(columns)))
        if not rows:
            return table
        terms = np.concatenate([row.terms for row in rows])
        weights = np.concatenate([row.weights for row in rows])
        owners = np.repeat(np.arange(len(rows)), [len(row.terms) for row in rows])
        for start in range(0, len(columns), COLUMNS):
            part = table[:, start : start + COLUMNS]
            self._fill(part, terms, weights, owners, columns[start : start + COLUMNS])
        return table

    def _fill(
        self,
        table: NDArray[np.float64],
        terms: NDArray[np.int64],
        weights: NDArray[np.float64],
        owners: NDArray[np.int64],
        columns: Sequence[Vector],
    ) -> None:
        """Fill the table of a few columns; the rows come as one run of terms, each with its weight and its row."""
        import numpy as np

        known = np.unique(np.concatenate([column.terms for column in columns]))
        self._place[known] = np.arange(len(known))
        dense = np.zeros((len(known), len(columns)))
        for number, column in enumerate(columns):
            dense[self._place[column.terms], number] = column.weights
        places = self._place[terms]
        self._place[known] = -1
        found = np.flatnonzero(places >= 0)
        if len(found):
            held = owners[found]
            starts = np.flatnonzero(np.concatenate(([True], held[1:] != held[:-1])))
            table[held[starts]] = np.add.reduceat(dense[places[found]] * weights[found][:, None], starts, axis=0)


def fading(first: tuple[date, date] | None, second: tuple[date, date] | None) -> float:
    """The part of a likeness that the time between two stretches of days leaves, in (0, 1]; None: not known."""
    if first is None or second is None:
        return KEPT_UNDATED
    apart = max(0, (second[0] - first[1]).days, (first[0] - second[1]).days)
    return KEPT + (1 - KEPT) * exp(-apart / FADE_DAYS)
