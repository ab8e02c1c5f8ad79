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


def list_nearest(
    lists: dict[int, dict[int, float]],
    texts: NDArray[np.int64],
    others: NDArray[np.int64],
    weights: NDArray[np.float64],
    keys: NDArray[np.uint64],
    most: int,
) -> None:
    """Note the `most` heaviest others of each text with their weights; of equal ones those of smaller keys.

    Args: lists: to be filled. texts, others, weights: one of each for a pair. keys: of all texts by slot.
    """
    import numpy as np

    weights = np.round(weights, 9)
    order = np.lexsort((keys[others], -weights, texts))
    ranked = texts[order]
    kept = order[np.arange(len(ranked)) - np.searchsorted(ranked, ranked) < most]
    for text, other, weight in zip(texts[kept].tolist(), others[kept].tolist(), weights[kept].tolist(), strict=True):
        lists[text][other] = weight
