"""Describing: what a line of the record is, so that a ruling on it finds it again under another id.

The facts are those that another reading of the same words would give; where they differ it is another line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accord.model.actor import ActorLink
from accord.model.claim import Claim, Event
from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position
from accord.model.finding import Finding
from accord.model.measure import Measure
from accord.model.report import Report
from accord.model.span import Span
from accord.model.story import Story
from accord.model.subject import Subject
from accord.weighing.rulings.quoting import quote_words

MOST_WORDS = 100
"""Places in reports kept of one subject."""

OPENING = 120
"""Characters of a report's beginning by which a story knows it."""

Place = tuple[str, Span]
"""A report's id and a span in its text."""


@dataclass(frozen=True, slots=True)
class Described:
    """A line of the record: its id, its sort, what it says, the facts it is known by, and where its words stand."""

    id: str
    kind: str
    said: str
    facts: Mapping[str, str]
    places: tuple[Place, ...]

    def as_subject(self, reports: Mapping[str, Report]) -> Subject:
        """What a ruling keeps of it."""
        chosen = list(dict.fromkeys(self.places))[:MOST_WORDS]
        words = tuple(quote_words(reports[report], span) for report, span in chosen if report in reports)
        return Subject(self.id, self.kind, self.said, tuple(sorted(self.facts.items())), words)


def describe_entry(entry: AnyEntry, measures: Mapping[str, Measure]) -> Described:
    """An entry, known by who takes which stand, who owes, what sort of act it is, who met, or who speaks.

    A stand rests on its measure's words, since one sentence can tell of several.

    Args: measures: those of its story, by id.
    """
    places = tuple((e.report, e.span) for e in entry.evidence)
    if isinstance(entry, Position):
        claims = {e.claim for e in entry.evidence}
        mentions = measures[entry.measure].mentions if entry.measure in measures else ()
        places = tuple((m.report, m.span) for m in mentions if m.claim in claims) or places
        facts = {"party": entry.party, "stance": entry.stance.value}
    elif isinstance(entry, Commitment):
        facts = {"debtors": _all(entry.debtors)}
    elif isinstance(entry, Incident):
        facts = {"type": entry.type.value, "target": _all(entry.target)}
    elif isinstance(entry, Contact):
        facts = {"participants": _all(entry.participants)}
    else:
        facts = {"speaker": entry.speaker}
    return Described(entry.id, entry.kind, entry.line, facts, places)


def describe_measure(measure: Measure) -> Described:
    """A measure, known by its kind."""
    places = tuple((e.report, e.span) for e in measure.mentions)
    return Described(measure.id, "measure", measure.label, {"kind": measure.kind.value}, places)


def describe_finding(finding: Finding) -> Described:
    """A finding, known by its kind."""
    places = tuple((e.report, e.span) for e in finding.evidence)
    return Described(finding.id, "finding", finding.note, {"kind": finding.kind.value}, places)


def describe_claim(claim: Claim, report: Report) -> Described:
    """A claim, known by its trigger and type, or by its words and who is credited with them."""
    said = " ".join(claim.sentence.of(report.text).split())
    if isinstance(claim, Event):
        return Described(claim.id, "event", said, {"type": claim.type.value}, ((claim.report, claim.trigger),))
    facts = {"speaker": claim.speaker.name} if claim.speaker else {}
    return Described(claim.id, "quote", said, facts, ((claim.report, claim.content),))


def describe_actors(link: ActorLink) -> Described:
    """Two names, known by themselves."""
    places = tuple((e.report, e.span) for e in link.evidence)
    said = f"{link.name} and {link.other}"
    return Described(link.id, "actors", said, {"name": link.name, "other": link.other}, places)


def describe_reports(target: str, said: str, reports: Sequence[Report]) -> Described:
    """A story, or a report alone, known by the beginning of each of its reports."""
    places = tuple((report.id, opening_of(report)) for report in reports)
    return Described(target, "report" if reports and target == reports[0].id else "story", said, {}, places)


def describe_story(story: Story, reports: Mapping[str, Report]) -> Described:
    """A story, known by the beginning of each of its reports."""
    return describe_reports(story.id, story.title, [reports[i] for i in story.reports if i in reports])


def opening_of(report: Report) -> Span:
    """The beginning of a report's text, blanks left off; the whole of one that is blank."""
    start = len(report.text) - len(report.text.lstrip())
    start = start if start < len(report.text) else 0
    return Span(start, max(start + 1, min(len(report.text), start + OPENING)))


def _all(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
