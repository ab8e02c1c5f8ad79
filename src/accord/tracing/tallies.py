"""Tallies: what pairs of texts have in common, summed up over very many meetings, and which pairs have most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 1 << 23
"""Meetings that are held before they are summed up."""


def sum_up(
    meetings: Iterable[tuple[NDArray[np.int64], NDArray[np.float64]]], columns: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Sum up the figures of each pair.

    Args: meetings: some at a time, pairs as one number each, and a row of figures for each; `columns`: how many.
    Returns: Each pair once, sorted, with the sums of its figures.
    """
    import numpy as np

    waiting = [(np.zeros(0, np.int64), np.zeros((0, columns)))]
    held = 0
    for codes, figures in meetings:
        waiting.append((codes, figures))
        held += len(codes)
        if held > AT_ONCE:
            waiting = [_merged(waiting)]
            held = 0
    return _merged(waiting)


def _merged(
    parts: list[tuple[NDArray[np.int64], NDArray[np.float64]]],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    import numpy as np

    codes = np.concatenate([part for part, _ in parts])
    figures = np.concatenate([part for _, part in parts])
    order = np.argsort(codes, kind="stable")
    codes, figures = codes[order], figures[order]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    sums = np.add.reduceat(figures, starts, axis=0) if len(starts) else figures
    return codes[starts], sums


def distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each number once, sorted: what `numpy.unique` gives, whose table takes ten times as long as a sort."""
    import numpy as np

    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def among_nearest(pairs: NDArray[np.int64], weights: NDArray[np.float64], most: int) -> NDArray[np.bool_]:
    """Which pairs are among the `most` heaviest of one of their texts; of equal ones those with the first texts."""
    import numpy as np

    count = len(pairs)
    text = pairs.T.ravel()
    other = pairs[:, ::-1].T.ravel()
    order = np.lexsort((other, -np.round(np.concatenate((weights, weights)), 9), text))
    ranked = text[order]
    rank = np.arange(len(ranked)) - np.searchsorted(ranked, ranked)
    near = np.zeros(2 * count, np.bool_)
    near[order[rank < most]] = True
    return near[:count] | near[count:]
