"""What can be ruled on in a story, by its id: entries, measures, findings, links of names; and each as a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.desk.citations import Citations
from accord.desk.facts import named_by
from accord.desk.lines import Line, actor_line, finding_line, line_of
from accord.desk.support import counted
from accord.desk.web.mishaps import not_found
from accord.desk.web.shelf import Shelf
from accord.model.actor import ActorLink
from accord.model.entry import Commitment, Position, Quotation
from accord.model.evidence import Evidence
from accord.model.finding import Finding
from accord.model.measure import Measure
from accord.model.record import Record
from accord.model.report import Report
from accord.store.beside import AnyLine, Beside, read_beside
from accord.store.names.find import read_labels
from accord.weighing.phrases import length_phrase

MOST_TOLD = 12
"""Wordings of a measure, and lines on it, that are told of one that is ruled on."""

Target = AnyLine
"""What the form of rulings is for."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What can be ruled on, with the lines beside it and the reports that have its words.

    `labels` are what measures and commitments are called that it is told with, by their ids.
    """

    at: Beside
    labels: Mapping[str, str]
    reports: tuple[Report, ...]

    @property
    def target(self) -> Target:
        """The line itself."""
        return self.at.line


def target_in(shelf: Shelf, line: str) -> Placed:
    """The line of that id; its story is not loaded.

    Raises: DeskError: there is none.
    """
    with shelf.kept.store.look() as connection:
        found = read_beside(connection, line)
        if found is None:
            raise not_found("line to rule on", line)
        told = found.line
        labels = {} if isinstance(told, Measure | Finding | ActorLink) else read_labels(connection, named_by(told))
    return Placed(found, labels, shelf.kept.reports({piece.report for piece in _words_of(told)}))


def placed_in(record: Record, target: Target) -> Placed:
    """A line of a record of one story."""
    story, key = record.stories[0], target.id
    others: tuple[tuple[str, str], ...] = ()
    if not isinstance(target, ActorLink | Finding):
        lines = record.measures if isinstance(target, Measure) else record.entries
        others = tuple((own.id, text_of(own)) for own in lines if type(own) is type(target) and own.id != key)
    labels = {measure.id: measure.label for measure in record.measures}
    labels |= {entry.id: entry.line for entry in record.commitments}
    on_it = tuple(e.line for e in record.entries if isinstance(e, Position | Commitment) and e.measure == key)
    return Placed(Beside(target, story.id, story.title, others, on_it), labels, record.reports)


def find_target(record: Record, line: str) -> Target | None:
    """The line of that id in a record; None where there is none."""
    lines = (*record.entries, *record.measures, *record.findings)
    links = (link for chapter in record.chapters for link in chapter.actors)
    return next((own for own in (*lines, *links) if own.id == line), None)


def kind_of(target: Target) -> str:
    """Its kind, as the queue calls it: that of an entry, `measure`, `finding` or `actor`."""
    if isinstance(target, ActorLink):
        return "actor"
    if isinstance(target, Finding):
        return "finding"
    return "measure" if isinstance(target, Measure) else target.kind


def text_of(target: Target) -> str:
    """What it says, in one plain line."""
    if isinstance(target, ActorLink):
        return f"{target.name} and {target.other}: {target.reason}"
    if isinstance(target, Finding):
        return target.note
    return target.label if isinstance(target, Measure) else target.line


def line_for(placed: Placed) -> Line:
    """It as a line with its words, as its story shows it."""
    citations, target = Citations(placed.reports), placed.target
    if isinstance(target, ActorLink):
        return actor_line(target, citations)
    if isinstance(target, Finding):
        return finding_line(target, citations)
    if isinstance(target, Measure):
        return _measure_line(target, placed.at.on_it, citations)
    return line_of(target, placed.labels, citations)


def _words_of(target: Target) -> Iterator[Evidence]:
    """All the words that a line is shown with."""
    if isinstance(target, Measure):
        yield from target.mentions
        return
    yield from target.evidence
    if isinstance(target, Quotation):
        yield from (piece for variant in target.variants for piece in variant.evidence)
    if isinstance(target, Finding) and target.contrast:
        yield from (piece for reading in target.contrast.readings for piece in reading.evidence)


def _some(told: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(told) - MOST_TOLD
    return "; ".join(told[:MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")


def _measure_line(measure: Measure, on_it: Sequence[str], citations: Citations) -> Line:
    """The line of a measure: its wordings, and what is said of it."""
    facts = [
        ("parties", ", ".join(measure.parties)),
        ("scope", measure.scope or ""),
        ("length", length_phrase(measure.duration) if measure.duration else ""),
    ]
    facts += [("also worded", _some([alias for alias in measure.aliases if alias != measure.label]))]
    facts += [("on it", _some(on_it)), ("confirmed", "by a person" if measure.confirmed else "")]
    return Line(
        id=measure.id,
        kind="measure",
        text=measure.label,
        badge=counted(len({piece.report for piece in measure.mentions}), "report"),
        badge_tip=", ".join(dict.fromkeys(piece.report for piece in measure.mentions)),
        tag=measure.kind.value.replace("_", " "),
        tone="measure",
        facts=tuple((name, value) for name, value in facts if value),
        citations=citations.of(measure.mentions),
    )
