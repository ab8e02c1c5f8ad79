"""Findings: what an editor must know across the reports of a story."""

from __future__ import annotations

from accord.model.entry import AnyEntry
from accord.model.finding import Finding
from accord.model.measure import Measure
from accord.weighing.context import Context


def find_findings(
    context: Context, measures: tuple[Measure, ...], entries: tuple[AnyEntry, ...]
) -> tuple[Finding, ...]:
    """Find where the reports of a story share an origin, differ, or stand alone."""
    return ()
