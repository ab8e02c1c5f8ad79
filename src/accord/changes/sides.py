"""One of the two records that are compared, with what is looked up in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accord.model.claim import Claim
from accord.model.entry import AnyEntry, Commitment
from accord.model.evidence import Evidence, Support
from accord.model.measure import Measure
from accord.model.record import Record
from accord.model.report import Report
from accord.model.support import Supports, withdrawn_by


@dataclass(frozen=True, slots=True)
class Side:
    """A record by the ids of what is in it; `supports` counts what stands behind any set of its reports."""

    record: Record
    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    entries: Mapping[str, AnyEntry]
    measures: Mapping[str, Measure]
    story_of: Mapping[str, str]
    supports: Supports

    @classmethod
    def of(cls, record: Record) -> Side:
        """Look a record up."""
        reports = {report.id: report for report in record.reports}
        return cls(
            record=record,
            reports=reports,
            claims={claim.id: claim for claims in record.claims for claim in claims},
            entries={entry.id: entry for entry in record.entries},
            measures={measure.id: measure for measure in record.measures},
            story_of={report: c.story.id for c in record.chapters for report in c.story.reports},
            supports=_supports(record),
        )

    def support(self, evidence: Iterable[Evidence]) -> Support:
        """How many origins stand behind pieces of evidence; of none at all, nothing."""
        return self.supports.of(piece.report for piece in evidence)

    def first_told(self, evidence: Iterable[Evidence]) -> date | None:
        """The first publication day among the reports that hold the evidence; None when none has a day."""
        days = (self.reports[piece.report].day for piece in evidence if piece.report in self.reports)
        return min((day for day in days if day), default=None)


def _supports(record: Record) -> Supports:
    outlets = {report.id: report.outlet for report in record.reports}
    return Supports(record.lineage, outlets, withdrawn_by(record.reports, record.as_of))


def renamed(before: Side, after: Side) -> dict[str, str]:
    """What reports of other ids went by before: one of the same outlet, address and day whose id is no longer there."""
    gone: dict[object, str] = {}
    for report in before.record.reports:
        if report.url and report.id not in after.reports:
            gone[_place(report)] = report.id
    came = (report for report in after.record.reports if report.url and report.id not in before.reports)
    return {report.id: gone.pop(_place(report)) for report in came if _place(report) in gone}


def _place(report: Report) -> tuple[str, str | None, date | None]:
    return (" ".join((report.outlet or "").casefold().split()), report.url, report.day)


def founded_on(entry: AnyEntry) -> frozenset[str]:
    """The ids of the claims that make an entry what it is; of a commitment those of the promise alone."""
    made = entry.history[0].claims if isinstance(entry, Commitment) and entry.history else ()
    return frozenset(made or (piece.claim for piece in entry.evidence if piece.claim))


def evidence_of(entry: AnyEntry, claims: Iterable[str]) -> tuple[Evidence, ...]:
    """The evidence of an entry that came by these claims; all of it where none did."""
    wanted = set(claims)
    return tuple(piece for piece in entry.evidence if piece.claim in wanted) or entry.evidence
