"""What was kept and has not gone into what is derived yet: noted as it is kept, struck off as it is derived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from accord.store import schema

REPORT, RULING = "report", "ruling"


@dataclass(frozen=True, slots=True)
class Touched:
    """What waits to be derived: series of reports, and rulings by id. `last` is the number of the latest note."""

    last: int
    series: frozenset[str]
    rulings: frozenset[str]


def touch(connection: sa.Connection, kind: str, keys: Iterable[str]) -> None:
    """Note that something was kept, changed or removed: series of reports (`REPORT`) or rulings (`RULING`)."""
    rows = [{"kind": kind, "key": key} for key in dict.fromkeys(keys)]
    if rows:
        connection.execute(sa.insert(schema.touched), rows)


def read_touched(connection: sa.Connection) -> Touched:
    """Everything that waits."""
    noted = schema.touched.c
    rows = connection.execute(sa.select(noted.number, noted.kind, noted.key)).all()
    return Touched(
        max((row.number for row in rows), default=0),
        frozenset(row.key for row in rows if row.kind == REPORT),
        frozenset(row.key for row in rows if row.kind == RULING),
    )


def strike_off(connection: sa.Connection, upto: int) -> None:
    """Forget the notes up to a number."""
    connection.execute(sa.delete(schema.touched).where(schema.touched.c.number <= upto))
