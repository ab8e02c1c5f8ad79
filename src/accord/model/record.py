"""The record: what the reports say, weighed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from accord.model.actor import ActorLink
from accord.model.claim import Claims
from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position, Quotation
from accord.model.finding import Finding
from accord.model.lineage import Lineage
from accord.model.measure import Measure
from accord.model.report import Refusal, Report
from accord.model.ruling import Ruling
from accord.model.story import Story
from accord.model.summary import Sentence


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story of the record with everything derived for it.

    Entries come by kind, then the order a reader wants. `summary` are eight sentences at most, what matters most first.
    `actors` are the names that stand for one actor, or may.
    """

    story: Story
    measures: tuple[Measure, ...]
    entries: tuple[AnyEntry, ...]
    findings: tuple[Finding, ...]
    summary: tuple[Sentence, ...] = ()
    actors: tuple[ActorLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything read from a set of reports, as of a day.

    `reports`, `claims` and `rulings` are what is kept; `lineage` and `chapters` are derived from them alone.
    `as_of` is None when no report has a date and none was given.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claims, ...]
    lineage: Lineage = field(default_factory=Lineage)
    chapters: tuple[Chapter, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    as_of: date | None = None

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories, largest first."""
        return tuple(c.story for c in self.chapters)

    @property
    def entries(self) -> tuple[AnyEntry, ...]:
        """Every entry of every story."""
        return tuple(e for c in self.chapters for e in c.entries)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of every story."""
        return tuple(f for c in self.chapters for f in c.findings)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure of every story."""
        return tuple(m for c in self.chapters for m in c.measures)

    @property
    def positions(self) -> tuple[Position, ...]:
        """Who takes which stand on which measure, since when."""
        return tuple(e for e in self.entries if isinstance(e, Position))

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Who owes what, by when."""
        return tuple(e for e in self.entries if isinstance(e, Commitment))

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """What is reported from the ground."""
        return tuple(e for e in self.entries if isinstance(e, Incident))

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Who met or called whom."""
        return tuple(e for e in self.entries if isinstance(e, Contact))

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Who said what, in which wordings."""
        return tuple(e for e in self.entries if isinstance(e, Quotation))

    def report(self, report_id: str) -> Report:
        """The report with that id.

        Raises: KeyError: there is none.
        """
        for report in self.reports:
            if report.id == report_id:
                return report
        raise KeyError(report_id)
