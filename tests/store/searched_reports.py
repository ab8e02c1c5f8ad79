"""Reports that are searched, and what of them is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kept_reports import MONDAY, MONDAY_ITSELF, invented, read

from accord.model.record import Record
from accord.model.report import Report
from accord.store.rows import ReadReport
from accord.store.search.query import Hit, Query
from accord.store.store import Store


def report(
    number: int, *, words: str = "", title: str = "", outlet: str = "Courier", day: date = MONDAY_ITSELF
) -> Report:
    one = invented(number, outlet=outlet, day=day)
    return replace(one, text=f"{one.text} {words}", title=title or one.title)


def keep(store: Store, *reports: Report) -> None:
    assert store.keep([read(one) for one in reports], MONDAY).new == len(reports)


def ids(store: Store, **asked: object) -> list[str]:
    return [hit.report for hit in store.search(Query(**asked)).hits]  # type: ignore[arg-type]


def marked(hit: Hit) -> list[str]:
    """The marked words, taken from the passage by their offsets."""
    shift = hit.passage.start
    return [hit.text[mark.start - shift : mark.end - shift] for mark in hit.marks]


def fill(store: Store, record: Record) -> None:
    """The samples' record, kept and derived."""
    from accord.kept import KeptRecord

    lot = [
        ReadReport(one, claims, "rules/1", one.text.encode())
        for one, claims in zip(record.reports, record.claims, strict=True)
    ]
    store.keep(lot, MONDAY)
    KeptRecord(store).derive()


def lines(hits: Sequence[Hit]) -> set[tuple[str, str]]:
    return {(hit.kind, hit.id) for hit in hits}


def paged(store: Store, asked: dict[str, object], limit: int) -> list[Hit]:
    hits: list[Hit] = []
    after = None
    while True:
        page = store.search(Query(**asked, limit=limit, after=after))  # type: ignore[arg-type]
        assert len(page.hits) <= limit
        hits += page.hits
        after = page.next
        if after is None:
            return hits
