"""Findings: where the reports of a story share an origin, differ, or stand alone."""

from __future__ import annotations

from accord.model.entry import AnyEntry
from accord.model.finding import Finding
from accord.model.measure import Measure
from accord.weighing.context import Context
from accord.weighing.findings.attribution_conflicts import find_attribution_conflicts
from accord.weighing.findings.comparison import compare_reports
from accord.weighing.findings.counts import find_counts
from accord.weighing.findings.date_conflicts import find_date_conflicts
from accord.weighing.findings.number_conflicts import find_number_conflicts
from accord.weighing.findings.quote_drifts import find_quote_drifts
from accord.weighing.findings.scope_conflicts import find_scope_conflicts
from accord.weighing.findings.shared_origins import find_shared_origins
from accord.weighing.findings.single_origins import find_single_origins
from accord.weighing.findings.stance_conflicts import find_stance_conflicts


def find_findings(
    context: Context, measures: tuple[Measure, ...], entries: tuple[AnyEntry, ...]
) -> tuple[Finding, ...]:
    """Find what an editor must know across the reports of a story.

    Args:
        context: the story.
        measures: its measures.
        entries: its entries, as ruled.
    Returns: Findings by kind (shared origin, drift, number, date, scope, attribution and stance conflicts, single
        origin), the gravest of each kind first; each kind is capped by the number of reports. A difference between
        reports of one origin is called an edit. Empty for a story of one report.
    """
    if len(context.story.reports) < 2:
        return ()
    comparison = compare_reports(context, measures, entries)
    counts = find_counts(comparison)
    families = (
        find_shared_origins(comparison),
        find_quote_drifts(comparison),
        find_number_conflicts(comparison, counts),
        find_date_conflicts(comparison),
        find_scope_conflicts(comparison),
        find_attribution_conflicts(comparison, counts),
        find_stance_conflicts(comparison),
        find_single_origins(comparison),
    )
    return tuple(candidate.finding(comparison) for family in families for candidate in family)
