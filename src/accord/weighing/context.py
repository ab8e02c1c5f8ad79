"""What the weighing of one story reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from accord.model.actor import ActorLink
from accord.model.claim import Claims, Event, Quote
from accord.model.evidence import Evidence, Support
from accord.model.given import GivenIds
from accord.model.lineage import Lineage
from accord.model.report import Report
from accord.model.span import Span
from accord.model.story import Story
from accord.model.support import Supports, withdrawn_by
from accord.text.outlets import outlets_of
from accord.weighing.memory import Memory

_Read = TypeVar("_Read")
_Claim = TypeVar("_Claim", Event, Quote)


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that weighing one story reads.

    `claims` holds this story's claims only, by publication of the report (undated ones last), then report id.
    `as_of` is the day that drives the clocks of commitments; None when nothing is dated and none was given. `latest`
    is the story's own last day of publication, else `as_of`: what has to do with when reports were written goes by it,
    so that a story stays as it is while others go on. `given` are the ids that lines of the record have, those of
    earlier stories first. `actors` are the names that stand for one actor, or may. `ruled` are the ids of the rulings
    on claims and actors that were honoured. `memory` is what was worked out before and what is being worked out.
    """

    story: Story
    reports: Mapping[str, Report]
    claims: tuple[Claims, ...]
    lineage: Lineage
    as_of: date | None
    given: GivenIds = field(default_factory=GivenIds, repr=False, compare=False)
    actors: tuple[ActorLink, ...] = ()
    ruled: frozenset[str] = frozenset()
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)
    latest: date | None = field(init=False, compare=False)
    _supports: Supports = field(init=False, repr=False, compare=False)
    _confidences: Mapping[str, float | None] = field(init=False, repr=False, compare=False)
    _by_report: Mapping[str, tuple[Event, ...]] = field(init=False, repr=False, compare=False)
    _by_sentence: Mapping[tuple[str, Span], list[Event]] = field(init=False, repr=False, compare=False)
    _numbers: Mapping[str, tuple[Event | Quote, int]] = field(init=False, repr=False, compare=False)
    _whole: dict[Callable[[Context], Any], Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        days = [report.day for report in self.reports.values() if report.day]
        object.__setattr__(self, "latest", max(days, default=self.as_of))
        told: dict[tuple[str, Span], list[Event]] = {}
        for event in self.events():
            told.setdefault((event.report, event.sentence), []).append(event)
        object.__setattr__(self, "_by_sentence", told)
        object.__setattr__(self, "_by_report", {c.report: c.events for c in self.claims})
        object.__setattr__(self, "_confidences", {claim.id: claim.confidence for own in self.claims for claim in own})
        starts = ((own, self.memory.number(self.reports[own.report], own)) for own in self.claims)
        numbers = {claim.id: (claim, n) for own, start in starts for n, claim in enumerate(own, start)}
        object.__setattr__(self, "_numbers", numbers)
        reports = self.reports.values()
        supports = Supports(self.lineage, outlets_of(reports), withdrawn_by(reports, self.as_of))
        object.__setattr__(self, "_supports", supports)

    def published(self, report: str) -> date | None:
        """The day a report was published; of one without a day the latest it can be."""
        return self.reports[report].day or self.latest

    def text(self, report: str, span: Span) -> str:
        """The words under a span of a report."""
        return span.of(self.reports[report].text)

    def evidence(self, claim_report: str, span: Span, claim_id: str | None) -> Evidence:
        """The words under a span, as evidence by way of a claim, with that claim's confidence."""
        confidence = self._confidences.get(claim_id) if claim_id else None
        return Evidence(claim_report, span, self.text(claim_report, span), claim_id, confidence)

    def number(self, claim: Event | Quote) -> int:
        """A number for a claim with all that stands in its report, as settled; see `Memory`.

        Raises: KeyError: the claim, as it is, is none of the story's.
        """
        own, number = self._numbers[claim.id]
        if own is not claim:
            raise KeyError(claim.id)
        return number

    def once(self, read: Callable[[Context, _Claim], _Read], claim: _Claim) -> _Read:
        """What a function reads from a claim, its report and that report's other claims, worked out once and kept.

        Of a claim that is not as the story has it, it is worked out each time.
        """
        own, number = self._numbers.get(claim.id, (None, 0))
        if own is not claim:
            return read(self, claim)
        found: _Read = self.memory.shelf(read).get(number, lambda: read(self, claim))
        return found

    def whole(self, make: Callable[[Context], _Read]) -> _Read:
        """What a function or a class makes of the story as a whole, made once for all steps of one weighing."""
        if make not in self._whole:
            self._whole[make] = make(self)
        found: _Read = self._whole[make]
        return found

    def let_go(self) -> None:
        """Forget what was made of the story as a whole: it holds the context, which would never be freed by itself."""
        self._whole.clear()

    def support(self, evidence: Iterable[Evidence]) -> Support:
        """How much stands behind these words: reports, outlets and independent origins."""
        return self._supports.of({e.report for e in evidence})

    def events(self) -> Iterator[Event]:
        """Every event of the story, report by report, in text order."""
        for claims in self.claims:
            yield from claims.events

    def of_report(self, report: str) -> tuple[Event, ...]:
        """The events of one report, in text order."""
        return self._by_report.get(report, ())

    def of_sentence(self, event: Event) -> list[Event]:
        """The events told in the same sentence as this one, itself among them."""
        return self._by_sentence.get((event.report, event.sentence), [])

    def quotes(self) -> Iterator[Quote]:
        """Every quote of the story, report by report, in text order."""
        for claims in self.claims:
            yield from claims.quotes


def order_evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence without repeats, by report, then span, then claim."""
    return tuple(sorted(set(evidence), key=lambda e: (e.report, e.span, e.text, e.claim or "")))
