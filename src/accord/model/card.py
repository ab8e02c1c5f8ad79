"""A story at a glance: what a list of stories shows of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accord.model.entry import Commitment, Status
from accord.model.finding import FindingKind
from accord.model.lineage import Lineage
from accord.model.record import Chapter
from accord.model.report import Report

OPEN = frozenset({Status.ANNOUNCED, Status.IN_FORCE, Status.DUE, Status.OVERDUE})
"""Where a commitment stands while something may still come of it, as far as is known."""

_NO_CONFLICTS = frozenset({FindingKind.SHARED_ORIGIN, FindingKind.SINGLE_ORIGIN})


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in figures.

    Days are those of publication, None where no report has one. `n_origins` counts the different origins its reports
    carry, unknown ones included; `n_open` the commitments of which something may still come; `n_conflicts` the
    findings in which reports differ.
    """

    id: str
    title: str
    first_day: date | None
    last_day: date | None
    n_reports: int
    n_outlets: int
    n_origins: int
    n_entries: int
    n_open: int
    n_conflicts: int


def card_of(chapter: Chapter, reports: Iterable[Report], lineage: Lineage) -> StoryCard:
    """The figures of a story.

    Args: reports: those of the story; lineage: of at least these.
    """
    own = list(reports)
    days = [report.day for report in own if report.day]
    owed = [entry for entry in chapter.entries if isinstance(entry, Commitment)]
    return StoryCard(
        id=chapter.story.id,
        title=chapter.story.title,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        n_reports=len(own),
        n_outlets=len({" ".join(r.outlet.casefold().split()) for r in own if r.outlet}),
        n_origins=len({origin.id for report in own for origin in lineage.of(report.id)}) or 1,
        n_entries=len(chapter.entries),
        n_open=sum(commitment.status in OPEN for commitment in owed),
        n_conflicts=sum(finding.kind not in _NO_CONFLICTS for finding in chapter.findings),
    )
