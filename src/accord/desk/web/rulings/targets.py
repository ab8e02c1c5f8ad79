"""What can be ruled on in a story, by its id: entries, measures, findings, links of names; and each as a line."""

from __future__ import annotations

from accord.desk.citations import Citations
from accord.desk.lines import Line, actor_line, finding_line, line_of
from accord.desk.support import counted
from accord.desk.web.mishaps import not_found
from accord.desk.web.shelf import Shelf
from accord.model.actor import ActorLink
from accord.model.entry import AnyEntry, Commitment, Position
from accord.model.finding import Finding
from accord.model.measure import Measure
from accord.model.record import Record
from accord.weighing.phrases import length_phrase

Target = AnyEntry | Measure | Finding | ActorLink
"""What the form of rulings is for."""


def target_in(shelf: Shelf, line: str) -> tuple[Record, Target]:
    """The line of that id, and its story as a record.

    Raises: DeskError: there is none.
    """
    story = shelf.story_of_line(line)
    record = shelf.record(story) if story else None
    target = find_target(record, line) if record else None
    if record is None or target is None:
        raise not_found("line to rule on", line)
    return record, target


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


def line_for(record: Record, target: Target) -> Line:
    """It as a line with its words, as its story shows it."""
    citations = Citations(record.reports)
    if isinstance(target, ActorLink):
        return actor_line(target, citations)
    if isinstance(target, Finding):
        return finding_line(target, citations)
    if isinstance(target, Measure):
        return _measure_line(record, target, citations)
    labels = {measure.id: measure.label for measure in record.measures}
    labels |= {entry.id: entry.line for entry in record.entries if isinstance(entry, Commitment)}
    return line_of(target, labels, citations)


def _measure_line(record: Record, measure: Measure, citations: Citations) -> Line:
    """The line of a measure: its wordings, and what is said of it."""
    on_it = [e.line for e in record.entries if isinstance(e, Position | Commitment) and e.measure == measure.id]
    facts = [
        ("parties", ", ".join(measure.parties)),
        ("scope", measure.scope or ""),
        ("length", length_phrase(measure.duration) if measure.duration else ""),
    ]
    facts += [("also worded", "; ".join(alias for alias in measure.aliases if alias != measure.label))]
    facts += [("on it", "; ".join(on_it)), ("confirmed", "by a person" if measure.confirmed else "")]
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
