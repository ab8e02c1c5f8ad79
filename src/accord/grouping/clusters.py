"""Clusters: agglomerative, by average likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOGETHER = 0.113
"""Average likeness of two groups from which they are one story, if one of them is a single text."""

MORE_FOR_LARGE = 0.155
"""What is asked beyond that of two groups of `LARGE` or more: the larger they are, the worse a false merge."""

LARGE = 8
"""From this size on nothing further is asked."""


def cluster(sizes: NDArray[np.int64], alike: NDArray[np.float64]) -> list[list[int]]:
    """Put groups of texts together while two of them are alike enough, the two most alike first.

    Args:
        sizes: texts in each group.
        alike: summed likeness between the texts of two groups, symmetric; what stands on the diagonal is not read.
    Returns: Places of groups that are now one, each sorted, by the first place. Of equal likeness the earlier pair
        goes first, so the result hangs on the order of places alone.
    """
    import numpy as np

    count = len(sizes)
    members = [[place] for place in range(count)]
    held, alike = sizes.astype(np.float64), alike.copy()
    asked = _asked(held)
    surplus = alike / np.outer(held, held) - TOGETHER - np.minimum.outer(asked, asked)
    surplus[np.tril_indices(count)] = -np.inf
    gone = np.zeros(count, bool)
    # the best partner of each group among the later ones
    best = surplus.argmax(axis=1) if count else np.zeros(0, np.int64)
    height = surplus[np.arange(count), best]
    while count and height[first := int(height.argmax())] >= 0:
        second = int(best[first])
        members[first] += members[second]
        members[second] = []
        alike[first] += alike[second]
        alike[:, first] = alike[first]
        held[first] += held[second]
        asked[first] = _asked(held[first : first + 1])[0]
        row = alike[first] / (held[first] * held) - TOGETHER - np.minimum(asked[first], asked)
        surplus[second], surplus[:, second], height[second] = -np.inf, -np.inf, -np.inf
        gone[second] = True
        surplus[first, first + 1 :] = np.where(gone[first + 1 :], -np.inf, row[first + 1 :])
        surplus[:first, first] = np.where(gone[:first], -np.inf, row[:first])
        for place in np.flatnonzero((best == first) | (best == second) | (surplus[:, first] > height)).tolist():
            best[place] = surplus[place].argmax()
            height[place] = surplus[place, best[place]]
        best[first] = surplus[first].argmax()
        height[first] = surplus[first, best[first]]
    return [sorted(group) for group in members if group]


def _asked(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    asked: NDArray[np.float64] = MORE_FOR_LARGE * np.log2(np.minimum(sizes, LARGE)) / np.log2(LARGE)
    return asked
