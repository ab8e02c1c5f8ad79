"""Trace the origins of a set of reports."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.lineage import Lineage
from accord.model.report import Report


def trace_origins(reports: Sequence[Report]) -> Lineage:
    """Find which reports share text and which independent origins each carries."""
    return Lineage()
