"""Invented reports with claims, as a store keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from accord.model.report import Published, Report
from accord.reading.rules import RuleReader
from accord.store.rows import ReadReport

MONDAY = datetime(2024, 5, 6, 8, tzinfo=UTC)
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


def read(report: Report, reader: str | None = None) -> ReadReport:
    """The report as the rules read it, under the name of another reader if need be."""
    rules = _rules()
    claims = rules.read(report)
    if reader is not None:
        events = tuple(replace(event, reader=reader) for event in claims.events)
        claims = replace(claims, events=events, quotes=tuple(replace(quote, reader=reader) for quote in claims.quotes))
    return ReadReport(report, claims, reader or rules.name, report.text.encode())


@cache
def _rules() -> RuleReader:
    return RuleReader()
