"""Likeness of reports: content, less what lies between their days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import exp

from accord.grouping.vectors import Vector

LEAST = 0.05
"""Likeness below this is none."""

FADE_DAYS = 5.0
"""Days after which two thirds of what time takes from a likeness is gone."""

KEPT = 0.7
"""Part of a likeness that days alone don't take: a negotiation can rest for months."""

SEASON_DAYS = 200
"""From so many days on, a likeness is more often another round than the same."""

KEPT_LATER = 0.6
"""Further part kept beyond a season."""

KEPT_UNDATED = 0.9
"""Part kept where a day is not known."""


def find_alike(vectors: Sequence[Vector], days: Sequence[date | None]) -> dict[tuple[int, int], float]:
    """Likeness of every pair of reports that is at all alike.

    Args: vectors and days of the reports, in one order; one may be unknown.
    Returns: (smaller place, larger place) to a likeness in [`LEAST`, 1].
    """
    import numpy as np

    postings: dict[str, tuple[list[int], list[float]]] = {}
    for place, vector in enumerate(vectors):
        for term, weight in vector.items():
            places, weights = postings.setdefault(term, ([], []))
            places.append(place)
            weights.append(weight)
    index = {term: (np.array(p), np.array(w)) for term, (p, w) in postings.items() if len(p) > 1}
    alike: dict[tuple[int, int], float] = {}
    for place, vector in enumerate(vectors):
        scores = np.zeros(len(vectors))
        for term in sorted(vector):
            if term in index:
                holders, parts = index[term]
                scores[holders] += vector[term] * parts
        for other in np.flatnonzero(scores[:place] >= LEAST).tolist():
            score = float(scores[other]) * fading(days[other], days[place])
            if score >= LEAST:
                alike[other, place] = round(score, 9)
    return alike


def fading(first: date | None, second: date | None) -> float:
    """The part of a likeness that the time between two days leaves, in (0, 1]."""
    if first is None or second is None:
        return KEPT_UNDATED
    apart = abs((first - second).days)
    kept = KEPT + (1 - KEPT) * exp(-apart / FADE_DAYS)
    return kept * KEPT_LATER if apart > SEASON_DAYS else kept
