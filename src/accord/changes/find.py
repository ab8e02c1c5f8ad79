"""What changed between two records: everything that is new, moved, told otherwise or gone, each thing once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from accord.changes.commitments import find_commitment_changes
from accord.changes.dropped import find_dropped
from accord.changes.findings import find_finding_changes
from accord.changes.folding import fold_changes
from accord.changes.incidents import find_contact_changes, find_incident_changes
from accord.changes.matching import match_entries
from accord.changes.measures import find_measure_changes
from accord.changes.reports import find_report_changes
from accord.changes.rulings import find_rulings
from accord.changes.sides import Side, renamed
from accord.changes.stances import find_stance_changes
from accord.changes.support import find_support_changes
from accord.model.change import MINOR, Change, ChangeKind, Changes, ReportChange
from accord.model.evidence import Evidence
from accord.model.record import Record
from accord.model.report import Report

# What has a day of its own, whatever reports tell it.
_OWN_DAY = frozenset(
    {
        ChangeKind.DUE,
        ChangeKind.OVERDUE,
        ChangeKind.LAPSED,
        ChangeKind.RULING,
        ChangeKind.REPORT_CHANGED,
        ChangeKind.REPORT_WITHDRAWN,
        ChangeKind.CORRECTION,
    }
)
_GRAVITY = {kind: place for place, kind in enumerate(ChangeKind)}


def find_changes(before: Record, after: Record, outlets: Iterable[ReportChange] = ()) -> Changes:
    """Find what changed between two records, of which the later has the reports of the earlier, and more.

    Args:
        before: the record as it stood.
        after: the record as it stands.
        outlets: what is known besides of changes that outlets made to their reports; of a report that is not among
            them, what the two records show.
    Returns: The changes, the most consequential first, then by day, the unsure ones after all that are sure, the minor
        kinds last; none when the records are equal. An entry is new when it rests on no claim that an earlier entry of
        its sort rested on: it is new once, whatever becomes of its id.
    """
    old, new = Side.of(before), Side.of(after)
    matching = match_entries(old, new)
    found = [
        *find_commitment_changes(old, new, matching),
        *find_incident_changes(old, new, matching),
        *find_contact_changes(old, new, matching),
        *find_stance_changes(old, new, matching),
        *find_measure_changes(old, new),
        *find_finding_changes(old, new),
        *find_report_changes(old, new, outlets),
        *find_rulings(old, new),
        *find_support_changes(old, new, matching),
        *find_dropped(old, new, matching),
    ]
    folded = fold_changes(found, {c.id for c in after.commitments})
    changes = tuple(sorted((_dated(old, new, _verified(old, new, change)) for change in folded), key=_order))
    versions = renamed(old, new)
    arrived = tuple(r.id for r in after.reports if r.id not in old.reports and r.id not in versions)
    touched = {change.story for change in changes}
    stories = {story.id: story for story in (*before.stories, *after.stories) if story.id in touched}
    first = min(after.reports, key=lambda report: (report.day or date.max, report.id), default=None)
    return Changes(
        since=before.as_of,
        until=after.as_of,
        changes=changes,
        arrived=arrived,
        cited=_cited(old, new, changes),
        stories=tuple(stories.values()),
        first=first.id if first else "",
    )


def _order(change: Change) -> tuple[bool, bool, int, bool, date, str, str]:
    minor = change.kind in MINOR
    grave = (minor, change.unsure and not minor, _GRAVITY[change.kind], change.unsure)
    return (*grave, change.on or date.max, change.text, change.id)


def _verified(before: Side, after: Side, change: Change) -> Change:
    """The change without words that its reports no longer have; a report that is gone has the words it had."""

    def is_there(piece: Evidence) -> bool:
        report = after.reports.get(piece.report) or before.reports.get(piece.report)
        return report is not None and piece.span.of(report.text) == piece.text

    return replace(change, evidence=tuple(filter(is_there, change.evidence)))


def _dated(before: Side, after: Side, change: Change) -> Change:
    """The change with the later record's day where no new report tells it: it came of what others tell."""
    new = any(before.reports.get(piece.report) != after.reports.get(piece.report) for piece in change.evidence)
    return change if new or change.kind in _OWN_DAY else replace(change, on=after.record.as_of)


def _cited(before: Side, after: Side, changes: Iterable[Change]) -> tuple[Report, ...]:
    """The reports that hold the evidence, as the later record has them, else the earlier."""
    ids = {piece.report for change in changes for piece in change.evidence}
    reports = [after.reports.get(i) or before.reports[i] for i in ids if i in after.reports or i in before.reports]
    return tuple(sorted(reports, key=lambda report: (report.day or date.max, report.id)))
