"""The room of one report: its text with everything that was read in it, and what is not its own prose greyed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from accord.desk.citations import day_of, days_of, outlet_of, title_of
from accord.desk.web.mishaps import not_found
from accord.desk.web.shelf import Shelf
from accord.model.claim import Claim, Event
from accord.model.record import Record
from accord.model.report import Report
from accord.model.span import Span

KINDS = {
    "quote": "words of somebody",
    "act": "acts",
    "measure": "measures",
    "condition": "conditions",
    "who": "people and parties",
    "when": "dates",
    "quantity": "quantities",
    "place": "places",
}
"""What can be marked in a report, and its name."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a report that are marked alike, from `start` (in code points).

    `kinds` are what was read there, `entry` the line of the record that it leads to, empty for none, `line` what stands
    there. `outside` is true for what is not the report's own prose.
    """

    start: int
    text: str
    kinds: tuple[str, ...]
    entry: str
    line: str
    outside: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with what was read in it. `kinds` are those that occur, each with its name and how often.

    `url` is there only when it is a web one; `unread` says why nothing was read, where that is so.
    """

    id: str
    label: str
    title: str
    outlet: str
    day: str
    url: str | None
    language: str
    story: str
    story_title: str
    origins: tuple[str, ...]
    unread: str | None
    kinds: tuple[tuple[str, str, int], ...]
    stretches: tuple[Stretch, ...]


def report_page(shelf: Shelf, report: str) -> ReportPage:
    """The page of the report of that id.

    Raises: DeskError: there is none.
    """
    story = shelf.story_of_report(report)
    record = shelf.record(story) if story else None
    own = next((r for r in record.reports if r.id == report), None) if record else None
    if record is None or own is None:
        raise not_found("report", report)
    return shelf.at_hand(("report", report), lambda: _lay_out(record, own))


def _lay_out(record: Record, report: Report) -> ReportPage:
    claims = next((c for c in record.claims if c.report == report.id), None)
    marks = [mark for claim in claims or () for mark in _marks(claim)]
    seen = Counter(kind for _, kind, _ in marks)
    chapter = record.chapters[0]
    return ReportPage(
        id=report.id,
        label=report.label,
        title=title_of(report),
        outlet=outlet_of(report),
        day=days_of(report) or day_of(report),
        url=report.url if report.url and report.url.startswith(("https://", "http://")) else None,
        language=report.language,
        story=chapter.story.id,
        story_title=chapter.story.title,
        origins=tuple(origin.name for origin in record.lineage.of(report.id)),
        unread=claims.unread if claims else None,
        kinds=tuple((kind, name, seen[kind]) for kind, name in KINDS.items() if seen[kind]),
        stretches=tuple(_stretches(report, marks, _lines(record))),
    )


_Mark = tuple[Span, str, str]
"""A span, its kind, and the id of its claim."""


def _marks(claim: Claim) -> Iterator[_Mark]:
    """Everything that a claim marks in its report."""
    if isinstance(claim, Event):
        named = (*claim.actors, *claim.recipients, claim.speaker)
        spans = [(claim.trigger, "act"), (claim.measure, "measure"), (claim.condition, "condition")]
        spans += [(claim.when, "when"), (claim.place, "place")]
        spans += [(quantity.span, "quantity") for quantity in claim.quantities]
    else:
        named, spans = (claim.speaker,), [(claim.content, "quote")]
    spans += [(mention.span, "who") for mention in named if mention]
    yield from {(span, kind, claim.id) for span, kind in spans if span}


def _lines(record: Record) -> dict[str, tuple[str, str]]:
    """The entry that each claim went into, the first of several, with its line."""
    lines: dict[str, tuple[str, str]] = {}
    for entry in record.entries:
        for piece in entry.evidence:
            if piece.claim:
                lines.setdefault(piece.claim, (entry.id, entry.line))
    return lines


def _stretches(report: Report, marks: list[_Mark], lines: dict[str, tuple[str, str]]) -> Iterator[Stretch]:
    """The text cut wherever a mark or a mask begins or ends."""
    text, order = report.text, list(KINDS)
    # the widest first, so that the innermost is the last to say where a click leads
    begin = sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end, order.index(mark[1]), mark[2]))
    masks = sorted(mask.span for mask in report.masks)
    cuts = {0, len(text)} | {edge for span in (*masks, *(m[0] for m in marks)) for edge in (span.start, span.end)}
    edges = sorted(edge for edge in cuts if edge <= len(text))
    here: list[_Mark] = []
    n_marks = n_masks = masked_to = 0
    for start, end in pairwise(edges):
        here = [mark for mark in here if mark[0].end > start]
        while n_marks < len(begin) and begin[n_marks][0].start <= start:
            here.append(begin[n_marks])
            n_marks += 1
        while n_masks < len(masks) and masks[n_masks].start <= start:
            masked_to = max(masked_to, masks[n_masks].end)
            n_masks += 1
        kinds = {kind for _, kind, _ in here}
        leading = [(len(span), lines[claim]) for span, _, claim in here if claim in lines]
        entry, line = min(leading)[1] if leading else ("", "")
        shown = tuple(kind for kind in order if kind in kinds)
        yield Stretch(start, text[start:end], shown, entry, line, masked_to > start)
