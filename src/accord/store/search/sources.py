"""The reports of some candidates, and the claims of the readings that stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from accord.model.span import Span
from accord.store import schema
from accord.store.rows import AnyRow
from accord.store.search.passages import Passage
from accord.store.search.query import Hit
from accord.store.search.sieve import Sieve


@dataclass(frozen=True, slots=True)
class Source:
    """What a hit says of its report, its outlet and day as people have amended them; `number` is that of its row."""

    number: int
    name: str
    outlet: str | None
    title: str | None
    day: date | None
    text: str

    def hit(
        self,
        kind: str,
        key: str,
        passage: Passage,
        *,
        speaker: str | None = None,
        parties: tuple[str, ...] = (),
        line: str = "",
    ) -> Hit:
        """A hit in this report."""
        return Hit(
            kind=kind,
            id=key,
            report=self.name,
            span=passage.span,
            passage=passage.around,
            text=passage.around.of(self.text),
            marks=passage.marks,
            outlet=self.outlet,
            title=self.title,
            day=self.day,
            speaker=speaker,
            parties=parties,
            line=line,
        )


def read_sources(connection: sa.Connection, rows: Sequence[AnyRow]) -> list[Source]:
    """The reports of rows of `searched`, in their order."""
    reports, searched = schema.reports.c, schema.searched.c
    columns = (reports.number, reports.name, searched.outlet_name, reports.title, searched.day, reports.text)
    query = sa.select(*columns).join_from(schema.searched, schema.reports)
    found = {row.number: row for row in connection.execute(query.where(searched.number.in_([r.number for r in rows])))}
    return [
        Source(r.number, r.name, r.outlet_name, r.title, date.fromisoformat(r.day) if r.day else None, r.text)
        for r in (found[row.number] for row in rows)
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """As much of a claim as tells whether it answers: making the whole of each would cost more than all the rest.

    `sort` is `quote` or the type of an event; `span` the words of a quote, or the sentence of an event.
    """

    id: str
    sort: str
    span: Span
    speaker: str | None
    parties: tuple[str, ...]
    trigger: Span | None
    measure: Span | None


def read_claims(
    connection: sa.Connection, rows: Sequence[AnyRow], kind: str, sieve: Sieve, texts: Mapping[int, str]
) -> dict[int, list[Said]]:
    """The claims of a kind (as `KINDS` has it) of rows of `searched` that a sieve lets through, by the rows' numbers.

    Args: texts: the texts of the reports, by the same numbers.
    Raises: ValueError: a row is not what was kept.
    """
    numbers = {row.reading: row.number for row in rows}
    table = schema.claims.c
    query = sa.select(table.reading, table.id, table.kind, table.body)
    query = query.where(table.reading.in_(numbers), *sieve.tests(table.body))
    if kind != "claim":
        query = query.where(table.kind == ("quote" if kind == "quote" else "event"))
    claims: dict[int, list[Said]] = {}
    for row in connection.execute(query):
        if not sieve.lets_through(row.id, row.kind, row.body, texts[numbers[row.reading]]):
            continue
        try:
            said = _said(row.id, row.kind, json.loads(row.body))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"claim {row.id} is not what was kept") from error
        if kind in ("claim", "event", said.sort):
            claims.setdefault(numbers[row.reading], []).append(said)
    return claims


def _said(key: str, kind: str, body: dict[str, Any]) -> Said:
    """What a claim's JSON says, in which a field at its default is left out."""
    speaker = (body.get("speaker") or {}).get("name")
    if kind == "quote":
        party = body.get("party")
        return Said(key, kind, Span(*body["content"]), speaker, (party,) if party else (), None, None)
    parties = (*body.get("parties", ()), *body.get("recipient_parties", ()))
    measure = Span(*body["measure"]) if body.get("measure") else None
    trigger = Span(*body["trigger"])
    return Said(key, body["type"], Span(*body["sentence"]), speaker, parties, trigger, measure)
