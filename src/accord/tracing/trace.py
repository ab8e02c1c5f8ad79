"""Trace the origins of a set of reports."""

from __future__ import annotations

from collections.abc import Sequence

from accord.model.lineage import Lineage
from accord.model.report import Report


def trace_origins(reports: Sequence[Report]) -> Lineage:
    """Find which reports share text and which independent origins each carries.

    Args: reports: in any order, ids unique; the order changes nothing.
    Returns: Every report has at least one origin, a stated unknown where none can be shown. A copy of a report
        under another id joins its origins and changes no other report's. Empty for no reports.
    """
    if not reports:
        return Lineage()
    from accord.tracing.links import find_links
    from accord.tracing.origins import assign_origins
    from accord.tracing.texts import distinct_texts

    links = find_links(distinct_texts(reports))
    origins, carriages = assign_origins(reports, links)
    return Lineage(origins, carriages, tuple(links))
