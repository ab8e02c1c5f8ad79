"""Invented reports with claims, as a store keeps them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from accord.model.claim import Claims, Event, Mention, PloverType, Quantity, Quote, QuoteKind, Stance
from accord.model.period import Period
from accord.model.report import Published, Report
from accord.model.span import Span
from accord.store.rows import ReadReport

MONDAY = datetime(2024, 5, 13, 8, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)
MONDAY_ITSELF = MONDAY.date()
TEXT = (
    "Veldria accepted a {days}-day ceasefire with Keshar on Monday, its foreign minister said. “We will hold our "
    "fire,” Mara Ostin told reporters. Keshar has demanded the withdrawal of troops from the Orland valley."
)


def invented(number: int, days: int = 30, outlet: str = "Courier", day: date = MONDAY_ITSELF) -> Report:
    """A report; another number, length or outlet makes another."""
    return Report(
        id=f"r{number}",
        text=f"{TEXT.format(days=days)} Report {number}.",
        where=f"reports/{number}.txt",
        outlet=outlet,
        title=f"Veldria accepts truce of {days} days",
        published=Published(day),
    )


def read(report: Report, reader: str = "invented/1") -> ReadReport:
    """The report with two claims, as a reader of that name would find them."""

    def span(words: str) -> Span:
        start = report.text.index(words)
        return Span(start, start + len(words))

    sentence = Span(0, report.text.index(".") + 1)
    event = Event(
        report=report.id,
        trigger=span("accepted"),
        type=PloverType.AGREE,
        sentence=sentence,
        stance=Stance.ACCEPTS,
        actors=(Mention(span("Veldria"), "Veldria"),),
        parties=("Veldria",),
        recipient_parties=("Keshar",),
        measure=Span(report.text.index("a "), span("ceasefire").end),
        date=Period.day(MONDAY_ITSELF),
        quantities=(Quantity(span("-day"), 30.0, "days"),),
        reader=reader,
        confidence=0.75,
    )
    quote = Quote(
        report=report.id,
        content=span("We will hold our fire"),
        kind=QuoteKind.DIRECT,
        sentence=span("“We will hold our fire,” Mara Ostin told reporters."),
        speaker=Mention(span("Mara Ostin"), "Mara Ostin"),
        party="Veldria",
        cue=span("told"),
        reader=reader,
    )
    return ReadReport(report, Claims(report.id, (event,), (quote,)), reader, report.text.encode())
