"""The reports of some candidates, and the claims of the readings that stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from accord.model.claim import Claim
from accord.store import schema
from accord.store.codec import CLAIM_KINDS, decode
from accord.store.rows import AnyRow
from accord.store.search.passages import Passage
from accord.store.search.query import Hit


@dataclass(frozen=True, slots=True)
class Source:
    """What a hit says of its report; `number` is that of its row."""

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
    table = schema.reports.c
    columns = (table.number, table.name, table.outlet, table.title, table.day, table.text)
    query = sa.select(*columns).where(table.number.in_([row.number for row in rows]))
    found = {row.number: row for row in connection.execute(query)}
    return [
        Source(r.number, r.name, r.outlet, r.title, date.fromisoformat(r.day) if r.day else None, r.text)
        for r in (found[row.number] for row in rows)
    ]


def read_claims(connection: sa.Connection, rows: Sequence[AnyRow]) -> dict[int, list[Claim]]:
    """The claims of rows of `searched`, by their numbers.

    Raises: ValueError: a row is not what was kept.
    """
    numbers = {row.reading: row.number for row in rows}
    table = schema.claims.c
    query = sa.select(table.reading, table.kind, table.body).where(table.reading.in_(numbers))
    claims: dict[int, list[Claim]] = {}
    for row in connection.execute(query):
        claims.setdefault(numbers[row.reading], []).append(decode(row.body, CLAIM_KINDS[row.kind]))
    return claims
