"""Term vectors: what each report is about, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import exp, log, sqrt

from accord.model.report import Report
from accord.text.folding import fold_text
from accord.text.terms import find_terms, rarity

LEAD_WEIGHT = 2.0
"""Added to a term's weight when it stands in the opening."""

TITLE_WEIGHT = 3.0
"""Added to a term's weight when it stands in the title."""

LEAD_WORDS = 110
"""Words of the opening."""

BACKGROUND_REPORTS = 100
"""How many reports of news at large the background counts for beside the reports at hand."""

MAX_TERMS = 150
"""Terms kept per report, the heaviest first."""

Vector = dict[str, float]


def make_vectors(reports: Sequence[Report]) -> list[Vector]:
    """Turn reports into term vectors of length one.

    A term weighs by how often, and how prominently, a report uses it and by how rare it is, in the reports at hand
    and in news at large; the latter alone would not tell two strikes apart, the former alone not hold five reports
    of one story together.

    Returns: A vector per report, in their order; empty for a report without content terms.
    """
    raw = [_prominence(report) for report in reports]
    holders = Counter(term for weights in raw for term in weights)
    whole = len(reports) + BACKGROUND_REPORTS
    inverse = {term: -log((count + BACKGROUND_REPORTS * exp(-rarity(term))) / whole) for term, count in holders.items()}
    return [_unit({term: weight * inverse[term] for term, weight in weights.items()}) for weights in raw]


def _prominence(report: Report) -> Vector:
    words = fold_text(report.prose).words
    counts = Counter(find_terms(words))
    lead = set(find_terms(words[:LEAD_WORDS]))
    title = set(find_terms(fold_text(report.title or "").words))
    weights = {term: 1 + log(count) for term, count in counts.items()}
    for term in lead:
        weights[term] += LEAD_WEIGHT
    for term in title:
        weights[term] = weights.get(term, 0.0) + TITLE_WEIGHT
    return weights


def _unit(weights: Vector) -> Vector:
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:MAX_TERMS]
    length = sqrt(sum(weights[term] ** 2 for term in heaviest)) or 1.0
    return {term: weights[term] / length for term in heaviest if weights[term] > 0}
