"""Likeness: how much of what two texts say is the same, less what lies between their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.04
"""Likeness below this is none."""

TITLE = 0.25
"""How much the titles weigh in a likeness; the words of the prose weigh the rest."""

TITLE_CAP = 2.0
"""The titles count at most so many times what the words do: columns go by one title whatever they tell of."""

FADE_DAYS = 21.0
"""Days after which two thirds of what time takes from a likeness is gone."""

KEPT = 0.72
"""Part of a likeness that days alone don't take: a negotiation can rest for months."""

KEPT_UNDATED = 0.9
"""Part kept where a day is not known."""

UNDATED = -1
"""Stands for a day that is not known."""


def content(words: NDArray[np.float64], titles: NDArray[np.float64]) -> NDArray[np.float64]:
    """Likeness in what is told, in [0, 1], from the cosines of the words and of the titles."""
    import numpy as np

    own = (1 - TITLE) * words
    return own + np.minimum(TITLE * titles, TITLE_CAP * own)


def fading(days: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.float64]:
    """The part of a likeness that the time between two days leaves, in (0, 1].

    Args: ordinals of days, or `UNDATED`; one per row, one per column of the table returned.
    """
    import numpy as np

    apart = np.abs(days[:, None] - others[None, :])
    kept: NDArray[np.float64] = KEPT + (1 - KEPT) * np.exp(-apart / FADE_DAYS)
    kept[(days == UNDATED)[:, None] | (others == UNDATED)[None, :]] = KEPT_UNDATED
    return kept
