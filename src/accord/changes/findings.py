"""Findings: reports that differ since, or differ no longer, and reports found to share an origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from accord.changes.sides import Side
from accord.model.change import Change, ChangeKind
from accord.model.finding import Finding, FindingKind
from accord.model.identity import content_id

# What one origin alone has changes with every report, and says nothing of its own.
_LEFT_OUT = FindingKind.SINGLE_ORIGIN


def find_finding_changes(before: Side, after: Side) -> Iterator[Change]:
    """Conflicts, drifted quotations and shared origins that are new, and conflicts that are found no longer.

    A finding is the one it was when it is of one kind and shows words of the same two reports, or has the same id.
    """
    was, now = _Shown(before.record.findings), _Shown(after.record.findings)
    for finding in after.record.findings:
        if finding.kind is not _LEFT_OUT and not was.has(finding):
            yield _change(after, finding, _kind(after, finding))
    for finding in before.record.findings:
        if finding.kind is not _LEFT_OUT and _kind(before, finding) is ChangeKind.CONFLICT and not now.has(finding):
            yield _change(before, finding, ChangeKind.CONFLICT_GONE)


def _kind(side: Side, finding: Finding) -> ChangeKind:
    """Reports of one origin do not contradict each other: where they differ, somebody has edited the words."""
    if finding.kind is FindingKind.SHARED_ORIGIN:
        return ChangeKind.SHARED_ORIGIN
    support = side.support(finding.evidence)
    return ChangeKind.CONFLICT if support.origins + support.unknown > 1 else ChangeKind.EDIT


class _Shown:
    """Findings by their ids and by what they show."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._ids = set[str]()
        self._showing: dict[object, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._ids.add(finding.id)
            for place in _places(finding):
                self._showing[finding.kind, place].append(finding)

    def has(self, finding: Finding) -> bool:
        """Whether the finding is among them."""
        if finding.id in self._ids:
            return True
        reports: dict[str, set[str]] = defaultdict(set)
        for place in _places(finding):
            for other in self._showing.get((finding.kind, place), ()):
                reports[other.id].add(place[0])
        return any(len(shared) > 1 for shared in reports.values())


def _places(finding: Finding) -> set[tuple[str, object]]:
    """The reports and words that a finding shows; of a shared origin only the reports."""
    if finding.kind is FindingKind.SHARED_ORIGIN:
        return {(report, None) for report in finding.reports}
    return {(piece.report, piece.claim or piece.span) for piece in finding.evidence}


def _change(side: Side, finding: Finding, kind: ChangeKind) -> Change:
    story = next((side.story_of[report] for report in finding.reports if report in side.story_of), "")
    days = [day for report in finding.reports if (day := side.reports[report].day)]
    text = finding.note if kind is not ChangeKind.CONFLICT_GONE else f"Found no longer: {finding.note}"
    return Change(
        id=content_id("change", kind.value, finding.id),
        kind=kind,
        text=text,
        on=max(days, default=None),  # two reports differ once both are there
        story=story,
        support=side.support(finding.evidence),
        evidence=finding.evidence,
        entries=finding.entries,
    )
