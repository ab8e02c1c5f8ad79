"""Citations: the sentences behind a line of the record, its exact words marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from accord.exchange.citations import cite_in_full
from accord.model.evidence import Evidence
from accord.model.report import Report
from accord.model.span import Span
from accord.text.sentences import split_sentences

UNKNOWN_OUTLET = "outlet unknown"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cited sentence; `marked` when it is the evidence itself."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one report, which `label` calls by name; its marked words begin at `start` (in code points).

    `paste` is the citation as a person would paste it; `url` is there only when it is a web one.
    """

    report: str
    label: str
    outlet: str
    title: str
    day: str
    url: str | None
    pieces: tuple[Piece, ...]
    paste: str
    start: int


class Citations:
    """Makes citations for a set of reports; splits each report into sentences once."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports: Mapping[str, Report] = {report.id: report for report in reports}
        self._sentences: dict[str, list[Span]] = {}

    def of(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        """Citations for pieces of evidence, by publication day, report, place.

        Evidence in one sentence is merged, and so is what lies inside a longer passage.
        """
        known = [piece for piece in evidence if piece.report in self._reports]
        wide = [(p.report, self._context(p.report, p.span), p.span) for p in known]
        wide.sort(key=lambda found: (found[0], found[1].start, -found[1].end))
        placed: dict[tuple[str, Span], list[Span]] = {}
        last: tuple[str, Span] | None = None
        for report, context, span in wide:
            if last is None or last[0] != report or not last[1].contains(context):
                last = (report, context)
            placed.setdefault(last, []).append(span)
        made = [self._cite(self._reports[report], context, spans) for (report, context), spans in placed.items()]
        order = {id(c): (c.day, c.report, key[1]) for c, key in zip(made, placed, strict=True)}
        return tuple(sorted(made, key=lambda c: order[id(c)]))

    def told_by(self, evidence: Iterable[Evidence]) -> tuple[str, ...]:
        """Who gives pieces of evidence, by publication day: outlets, by a report's label where one is unknown."""
        return tuple(dict.fromkeys(report.outlet or report.label for report in self._telling(evidence)))

    def labels(self, evidence: Iterable[Evidence]) -> tuple[str, ...]:
        """The labels of the reports that give pieces of evidence, by publication day, then id."""
        return tuple(dict.fromkeys(report.label for report in self._telling(evidence)))

    def _telling(self, evidence: Iterable[Evidence]) -> list[Report]:
        reports = {piece.report: self._reports[piece.report] for piece in evidence if piece.report in self._reports}
        return sorted(reports.values(), key=lambda report: (days_of(report), report.id))

    def _context(self, report_id: str, span: Span) -> Span:
        if report_id not in self._sentences:
            self._sentences[report_id] = split_sentences(self._reports[report_id].text)
        context, sentences = span, self._sentences[report_id]
        first = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
        for sentence in islice(sentences, first, None):
            if sentence.start >= span.end:
                break
            context = context.cover(sentence)
        return context

    def _cite(self, report: Report, context: Span, spans: list[Span]) -> Citation:
        name, title, day = outlet_of(report), title_of(report), days_of(report)
        words = " … ".join(dict.fromkeys(" ".join(s.of(report.text).split()) for s in sorted(spans)))
        return Citation(
            report=report.id,
            label=report.label,
            outlet=name,
            title=title,
            day=day,
            url=report.url if report.url and report.url.startswith(("https://", "http://")) else None,
            pieces=_pieces(report.text, context, spans),
            paste=cite_in_full(words, report, min(spans).start),
            start=min(spans).start,
        )


def outlet_of(report: Report) -> str:
    """The outlet's name, or `outlet unknown`."""
    return report.outlet or UNKNOWN_OUTLET


def title_of(report: Report) -> str:
    """The report's title, else its first words, else its id; of one entered by hand that it was, and by whom."""
    if report.entered:
        return f"entered by hand by {report.entered.by}"
    if report.title:
        return report.title
    words = report.prose.split()
    return " ".join(words[:10]) + ("…" if len(words) > 10 else "") if words else report.id


def day_of(report: Report) -> str:
    """The day of publication (ISO 8601), empty when unknown."""
    return report.day.isoformat() if report.day else ""


def days_of(report: Report) -> str:
    """The day of publication, and that the report was withdrawn, with the day where it is known."""
    if report.withdrawn is None:
        return day_of(report)
    since = f" {report.withdrawn.on.isoformat()}" if report.withdrawn.on else ""
    return f"{day_of(report) or 'no date'}, withdrawn{since}"


def _pieces(text: str, context: Span, spans: list[Span]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = context.start
    for span in _joined(spans):
        if span.start > at:
            pieces.append(Piece(text[at : span.start], False))
        pieces.append(Piece(span.of(text), True))
        at = span.end
    if at < context.end:
        pieces.append(Piece(text[at : context.end], False))
    return tuple(pieces)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = joined[-1].cover(span)
        else:
            joined.append(span)
    return joined
