"""Changes: what differs between the record as it stood and as it stands. No change says that a promise was broken."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from accord.model.evidence import Evidence, Support
from accord.model.report import Report
from accord.model.story import Story


class ChangeKind(StrEnum):
    """What has changed, the most consequential first: changes are told in this order.

    Of commitments ALLEGED_BROKEN to TERMS, of which COMMITMENT is a new one. REPORT_CHANGED: an outlet's report has
    other words than before. CORRECTION: a report that says that an earlier one of its outlet was wrong.
    REPORT_WITHDRAWN: it is no longer among the reports. DROPPED: a line that is no longer on the record. CONFLICT:
    reports of several origins differ, EDIT: those of one do. RIVALS: the lengths or numbers given for a measure.
    """

    ALLEGED_BROKEN = "alleged_broken"
    DISPUTED = "disputed"
    OVERDUE = "overdue"
    INCIDENT = "incident"
    INCIDENT_DENIED = "incident_denied"
    HARM = "harm"
    STANCE_MOVED = "stance_moved"
    SUPERSEDED = "superseded"
    EXTENDED = "extended"
    LAPSED = "lapsed"
    DUE = "due"
    REPORTED_KEPT = "reported_kept"
    COMMITMENT = "commitment"
    TERMS = "terms"
    POSITION = "position"
    CONDITION = "condition"
    REPORT_WITHDRAWN = "report_withdrawn"
    REPORT_CHANGED = "report_changed"
    CORRECTION = "correction"
    CONFLICT = "conflict"
    RULING = "ruling"
    SUPPORT_FELL = "support_fell"
    DROPPED = "dropped"
    CONTACT = "contact"
    MEASURE = "measure"
    RIVALS = "rivals"
    EDIT = "edit"
    CONFLICT_GONE = "conflict_gone"
    SHARED_ORIGIN = "shared_origin"
    SUPPORT_GREW = "support_grew"


MINOR = frozenset(
    {
        ChangeKind.MEASURE,
        ChangeKind.RIVALS,
        ChangeKind.EDIT,
        ChangeKind.CONFLICT_GONE,
        ChangeKind.SHARED_ORIGIN,
        ChangeKind.SUPPORT_GREW,
    }
)
"""Kinds that say little that is new, or what other changes say as well."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs, and the words that say so.

    `on` is the day it came onto the record: that of the first report to tell it, of a clock or a ruling its own, the
    later record's day where nothing new tells it; None when no day is known. `text` is one plain sentence. `was` and
    `now` are what it changed from and to, None where there was nothing, or is nothing now. `told_by` is on whose word,
    empty for the reports' own. `support` counts what stands behind it; `evidence` are the words that tell it, those
    that came since where some did. `entries` are the ids of the entries it touches, the leading one first; `story`
    that of its story, empty where it has none. The id depends on what has changed, never on the days compared.
    """

    id: str
    kind: ChangeKind
    text: str
    on: date | None
    story: str
    support: Support
    evidence: tuple[Evidence, ...]
    entries: tuple[str, ...] = ()
    was: str | None = None
    now: str | None = None
    told_by: tuple[str, ...] = ()

    @property
    def unsure(self) -> bool:
        """True when every claim behind it is."""
        return bool(self.evidence) and all(piece.unsure for piece in self.evidence)


class ReportChangeKind(StrEnum):
    """What an outlet did to a report of its own; CORRECTS: it says in this report that another was wrong."""

    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    CORRECTS = "corrects"


@dataclass(frozen=True, slots=True)
class ReportChange:
    """An outlet's change to a report.

    `taken_out` are sentences it no longer has, `put_in` those it has now; of a report that corrects another one, the
    words that say so. `on` is the day of the change, None when unknown.
    """

    report: str
    kind: ReportChangeKind
    on: date | None
    taken_out: tuple[str, ...] = ()
    put_in: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two days, the most consequential first, then by day; the unsure ones after the sure ones.

    `since` and `until` are the days on which the two records stood, None for one without any day. Where it was asked
    what came to be known, `known` holds the two moments, the later one None for now. `arrived` are the ids of the
    reports that came in between, `cited` the reports that hold the evidence, both by day, then id; `stories` the
    stories that have changes, as the later record has them, else the earlier. `first` is the id of the later record's
    first report, by which the record is known as long as no earlier one comes in; empty without reports.
    """

    since: date | None
    until: date | None
    changes: tuple[Change, ...] = ()
    arrived: tuple[str, ...] = ()
    cited: tuple[Report, ...] = ()
    stories: tuple[Story, ...] = ()
    first: str = ""
    known: tuple[datetime, datetime | None] | None = None

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def only(self, kinds: Collection[ChangeKind], stories: Collection[str] | None = None) -> Changes:
        """The changes of these kinds (of all, for none) in the stories of these ids (in all, for None)."""

        def is_wanted(change: Change) -> bool:
            return (not kinds or change.kind in kinds) and (stories is None or change.story in stories)

        return replace(self, changes=tuple(filter(is_wanted, self.changes)))
