"""Term vectors: what each report is about, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import exp, log, sqrt

from accord.text.folding import fold_text
from accord.text.terms import find_terms, rarity

LEAD_WEIGHT = 1.0
"""Added to a term's weight when it stands in the opening."""

TITLE_WEIGHT = 5.0
"""Added to a term's weight when it stands in the title."""

LEAD_WORDS = 60
"""Words of the opening."""

BACKGROUND_REPORTS = 100
"""How many reports of news at large the background counts for beside the reports at hand."""

MAX_TERMS = 200
"""Terms kept per report, the heaviest first."""

Vector = dict[str, float]


def make_vectors(prominences: Sequence[Vector], bundles: Sequence[Sequence[int]]) -> list[Vector]:
    """Turn prominences into term vectors of length one.

    A term weighs by its prominence and by how rare it is, in the reports at hand and in news at large; the latter
    alone would not tell two strikes apart, the former alone not hold five reports of one story together.

    Args:
        prominences: one per report.
        bundles: places of reports that print one text; a bundle counts once in how common a term is.
    Returns: A vector per report, in their order; empty for one without content terms.
    """
    holders = Counter(term for places in bundles for term in {t for place in places for t in prominences[place]})
    whole = len(bundles) + BACKGROUND_REPORTS
    inverse = {term: -log((count + BACKGROUND_REPORTS * exp(-rarity(term))) / whole) for term, count in holders.items()}
    return [unit({term: weight * inverse[term] for term, weight in weights.items()}) for weights in prominences]


def prominence(words: Sequence[str], title: str | None) -> Vector:
    """How much each content term of a report stands out: by its count, in the opening, in the title."""
    counts = Counter(find_terms(words))
    weights = {term: 1 + log(count) for term, count in counts.items()}
    for term in set(find_terms(words[:LEAD_WORDS])):
        weights[term] += LEAD_WEIGHT
    for term in set(find_terms(fold_text(title or "").words)):
        weights[term] = weights.get(term, 0.0) + TITLE_WEIGHT
    return weights


def unit(weights: Vector) -> Vector:
    """The heaviest terms, scaled to length one."""
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:MAX_TERMS]
    length = sqrt(sum(weights[term] ** 2 for term in heaviest)) or 1.0
    return {term: weights[term] / length for term in heaviest if weights[term] > 0}


def middle(vectors: Sequence[Vector]) -> Vector:
    """The mean of vectors, scaled to length one."""
    if len(vectors) == 1:
        return vectors[0]
    total: Vector = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return unit(total)


def nearness(left: Vector, right: Vector) -> float:
    """The cosine of two vectors, in [0, 1]."""
    return sum(weight * right[term] for term, weight in left.items() if term in right)
