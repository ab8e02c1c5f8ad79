"""Trace the origins of a set of reports."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.lineage import Lineage
from accord.model.report import Report


def trace_origins(reports: Sequence[Report]) -> Lineage:
    """Find which reports share text and which independent origins each carries.

    Args: reports: in any order, ids unique; the order changes nothing.
    Returns: Every report has at least one origin, a stated unknown where none can be shown; empty for no reports.
        A copy of a report under another id, from any outlet or none, never raises the number of independent origins
        (`accord.model.support`) behind any set of reports, unless an agency that the original does not name publishes
        the copy.
    """
    if not reports:
        return Lineage()
    from accord.tracing.tracer import Tracer

    return Tracer().add(reports).lineage
