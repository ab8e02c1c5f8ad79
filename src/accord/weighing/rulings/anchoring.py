"""Anchoring: which lines of a record a ruling is about, by their ids or, where these are gone, by their words.

A line found by words is of the same sort, has the same facts, and rests on more than half of the words that the ruling
was about; where two lines do, the one that says the same. Anything less is in doubt, and the ruling is not applied.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction
from accord.model.subject import Subject, TextQuote
from accord.weighing.rulings.describing import Described, Place
from accord.weighing.rulings.quoting import find_words

HALF = 0.5
"""Part of the shorter of two stretches that both must cover to be the same words."""


@dataclass(slots=True)
class Anchoring:
    """Finds in one story what rulings are about. `kinds` are the sorts of line looked among."""

    reports: Mapping[str, Report]
    kinds: Collection[str]
    _urls: dict[str, Report] = field(init=False)
    _found: dict[TextQuote, Place | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._urls = {report.url: report for report in self.reports.values() if report.url}

    def targets(
        self, ruling: Ruling, ids: Collection[str], lines: Callable[[], Iterable[Described]]
    ) -> tuple[str, ...] | None:
        """The ids that the ruling's targets now have, in its order; None where one of them is not to be found.

        Args: ids: those that there are. lines: describes all that have them; called only where an id is gone.
        """
        return self._all(ruling, ruling.targets, ids, lines)

    def claims(self, ruling: Ruling, lines: Iterable[Described]) -> tuple[str, ...] | None:
        """The ids that the claims named by a ruling now have; None where one of them is not to be found."""
        own = list(lines)
        return self._all(ruling, ruling.claims, {line.id for line in own}, lambda: own)

    def _all(
        self,
        ruling: Ruling,
        wanted: Sequence[str],
        ids: Collection[str],
        lines: Callable[[], Iterable[Described]],
    ) -> tuple[str, ...] | None:
        found = []
        for target in wanted:
            if target in ids:
                found.append(target)
                continue
            subject = ruling.subject(target)
            if subject is None or not self.is_here(subject):
                return None
            corrects = ruling.field_name if ruling.action is RulingAction.CORRECT else None
            again = self.find(subject, lines(), corrects)
            if again is None:
                return None
            found.append(again)
        return tuple(found)

    def is_here(self, subject: Subject) -> bool:
        """True when the subject can be in this story: its sort is looked for, and a report of it is here."""
        here = any(q.report in self.reports or (q.url in self._urls if q.url else False) for q in subject.words)
        return subject.kind in self.kinds and here

    def find(self, subject: Subject, lines: Iterable[Described], corrects: str | None = None) -> str | None:
        """The id of the line that the subject now is; None where there is none, or a doubt.

        Args: corrects: a fact that the ruling sets, so that it may be either.
        """
        facts = {name: value for name, value in subject.facts if name != corrects}
        alike = [
            line
            for line in lines
            if line.kind == subject.kind and all(line.facts.get(name) == value for name, value in facts.items())
        ]
        if not alike:
            return None
        places = [place for quote in subject.words if (place := self.place(quote))]
        hits = {line.id: sum(covers(place, line.places) for place in places) for line in alike}
        most = max(hits.values())
        if most * 2 <= len(subject.words):
            return None
        best = [line for line in alike if hits[line.id] == most]
        if len(best) > 1:
            best = [line for line in best if line.said == subject.said]
        return best[0].id if len(best) == 1 else None

    def gone(self, ruling: Ruling, ids: Collection[str]) -> tuple[str, list[Place]] | None:
        """The last of the ruling's targets whose id is gone, and where its words stand now; None where all are there.

        Of two that have become one it is the one to be taken out again.
        """
        target = next((t for t in reversed(ruling.targets) if t not in ids), None)
        subject = ruling.subject(target) if target else None
        if target is None or subject is None:
            return None
        return target, [place for quote in subject.words if (place := self.place(quote))]

    def place(self, quote: TextQuote) -> Place | None:
        """Where the words now stand in this story; None where they don't."""
        if quote not in self._found:
            report = self.reports.get(quote.report) or (self._urls.get(quote.url) if quote.url else None)
            span = find_words(quote, report.text) if report else None
            self._found[quote] = (report.id, span) if report and span else None
        return self._found[quote]


def covers(place: Place, own: Sequence[Place]) -> bool:
    """True when one of the places is this one: the same report, and half or more of the shorter stretch."""
    report, span = place
    return any(
        report == other and span.overlap(stretch) >= HALF * min(len(span), len(stretch)) for other, stretch in own
    )
