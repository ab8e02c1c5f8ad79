"""What is kept of outlets' changes to their own reports: new versions and withdrawals, with their days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord.changes.reports import sentences_changed
from accord.model.change import ReportChange, ReportChangeKind
from accord.model.report import Report
from accord.model.revision import Revision


def outlet_changes(
    revisions: Iterable[Revision], reports: Iterable[Report], since: date, until: date | None
) -> tuple[ReportChange, ...]:
    """The changes that outlets made to reports of their own after a day, up to another.

    Args:
        revisions: of any reports, those of one report in order.
        reports: as they stand; a withdrawal whose day is not known is left out.
        since: what changed by the end of this day is left out.
        until: the last day; None for all.
    Returns: By report; of one with several new versions what the last has and the first had not. A report that was
        withdrawn is told as that alone.
    """
    spans: dict[str, tuple[Revision, Revision]] = {}
    for revision in revisions:
        if since < revision.on and (until is None or revision.on <= until):
            name = revision.later.report.id
            spans[name] = (spans[name][0] if name in spans else revision, revision)
    found = {
        name: ReportChange(
            name, ReportChangeKind.CHANGED, last.on, *sentences_changed(first.earlier.report, last.later.report)
        )
        for name, (first, last) in spans.items()
        if first.earlier.report.text != last.later.report.text
    }
    for report in reports:
        on = report.withdrawn.on if report.withdrawn else None
        if on and since < on and (until is None or on <= until):
            found[report.id] = ReportChange(report.id, ReportChangeKind.WITHDRAWN, on)
    return tuple(found[name] for name in sorted(found))
