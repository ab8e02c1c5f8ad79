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
from accord.model.ruling import Ruling, in_force
from accord.model.story import Story
from accord.model.summary import Sentence


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story of the record with everything derived for it.

    Entries come by kind, then the order a reader wants. `summary` are eight sentences at most, what matters most first.
    `actors` are the names that stand for one actor, or may. `ruled` are the ids of the rulings honoured in it, sorted.
    """

    story: Story
    measures: tuple[Measure, ...]
    entries: tuple[AnyEntry, ...]
    findings: tuple[Finding, ...]
    summary: tuple[Sentence, ...] = ()
    actors: tuple[ActorLink, ...] = ()
    ruled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything read from a set of reports, as of a day.

    `reports`, `claims` and `rulings` are what is kept; `lineage` and `chapters` are derived from them alone.
    `as_of` is None when no report has a date and none was given. `set_aside` are the reports that rulings amend or
    leave out, as they were kept, with their claims.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claims, ...]
    lineage: Lineage = field(default_factory=Lineage)
    chapters: tuple[Chapter, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    as_of: date | None = None
    set_aside: tuple[tuple[Report, Claims], ...] = ()

    @property
    def orphans(self) -> tuple[Ruling, ...]:
        """The rulings in force that nothing in the record answers to any more, by time: they change nothing."""
        honoured = {ruling for chapter in self.chapters for ruling in chapter.ruled}
        honoured |= {ruling for report in self.reports for ruling in report.rulings}
        known = {report.id for report in (*self.reports, *(kept for kept, _ in self.set_aside))}
        known |= {report.url for report in self.reports if report.url}
        known |= {story.id for story in self.stories}

        def is_here(ruling: Ruling, target: str) -> bool:
            """True for a story or a report of which something is in the record."""
            subject = ruling.subject(target)
            if subject is None or subject.kind not in ("story", "report"):
                return target in known
            return any(quote.report in known or quote.url in known for quote in subject.words)

        return tuple(
            ruling
            for ruling in in_force(self.rulings)
            if ruling.id not in honoured and not all(is_here(ruling, target) for target in ruling.targets)
        )

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
