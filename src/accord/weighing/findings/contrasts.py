"""Contrasts: the rival readings of a finding side by side, with what stands behind each."""

from __future__ import annotations

from collections.abc import Iterable

from accord.model.evidence import Evidence
from accord.model.finding import Contrast, Reading
from accord.weighing.findings.comparison import Comparison


def contrast(
    comparison: Comparison, about: str, told: Iterable[tuple[str, Iterable[Evidence]]], apart: float = 0.0
) -> Contrast | None:
    """Put readings side by side: those with most origins first, known ones before unknown, then those of most reports.

    Args: told: each reading with the words that give it; without words it is left out.
    Returns: None for fewer than two readings.
    """
    readings = []
    for said, words in told:
        evidence = tuple(sorted(set(words)))
        if evidence:
            readings.append(Reading(said, evidence, comparison.context.support(evidence)))
    if len(readings) < 2:
        return None
    readings.sort(key=lambda r: (-r.support.origins, not r.support.names, -r.support.reports))
    edit = comparison.one_origin(e.report for reading in readings for e in reading.evidence)
    return Contrast(about, tuple(readings), round(min(1.0, apart), 3), edit)
