"""Derived rows: what a run of the rules made of what is kept. They can be thrown away and made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import sqlalchemy as sa

from accord.model.entry import AnyEntry, Commitment, Contact, Entry, Incident, Position, Quotation
from accord.model.finding import Finding
from accord.model.lineage import Carriage, Lineage, Link, Origin
from accord.model.measure import Measure
from accord.model.record import Chapter, Record
from accord.store import schema
from accord.store.codec import decode, digest, encode
from accord.store.engine import BATCH, stream
from accord.version import __version__

ENTRY_KINDS: dict[str, type[AnyEntry]] = {
    kind.kind: kind for kind in (Position, Commitment, Incident, Contact, Quotation)
}
_RULES = ("model", "text", "tracing", "grouping", "weighing")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the rules over what is kept: the same holdings, rules and day make the same run, and the same rows."""

    id: str
    rules: str
    as_of: date | None

    @classmethod
    def over(cls, holdings: str, as_of: date | None) -> Run:
        """The run of the rules that are installed over holdings with that key."""
        rules = rules_version()
        return cls(digest(holdings, rules, as_of.isoformat() if as_of else None), rules, as_of)


@cache
def rules_version() -> str:
    """Accord's version, with a hash of the rules and tables by which origins, stories and entries are found."""
    whole = sha256()
    for room in _RULES:
        for name, data in _sources(files("accord") / room, room):
            whole.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"{__version__}+{whole.hexdigest()[:8]}"


def save_run(connection: sa.Connection, run: Run, record: Record) -> None:
    """Put the rows of a run in the place of those there are."""
    connection.execute(sa.delete(schema.runs))
    row = {"id": run.id, "rules": run.rules, "as_of": run.as_of.isoformat() if run.as_of else None}
    connection.execute(sa.insert(schema.runs), [row])
    for table, rows in _rows(record):
        lot: list[dict[str, Any]] = []
        for number, (story, key, kind, body) in enumerate(rows):
            lot.append({"run": run.id, "number": number, "story": story, "id": key, "kind": kind, "body": body})
            if len(lot) == BATCH:
                connection.execute(sa.insert(table), lot)
                lot = []
        if lot:
            connection.execute(sa.insert(table), lot)


def load_run(connection: sa.Connection, run: Run) -> tuple[Lineage, tuple[Chapter, ...]] | None:
    """What a run made, None where its rows are not in the store.

    Raises: ValueError: a row is damaged.
    """
    if connection.scalar(sa.select(schema.runs.c.id).where(schema.runs.c.id == run.id)) is None:
        return None
    chapters = [chapter for _, chapter in _read(connection, schema.stories, run, Chapter)]
    measures: list[list[Measure]] = [[] for _ in chapters]
    entries: list[list[AnyEntry]] = [[] for _ in chapters]
    findings: list[list[Finding]] = [[] for _ in chapters]
    for story, measure in _read(connection, schema.measures, run, Measure):
        measures[story].append(measure)
    for story, entry in _read(connection, schema.entries, run, Entry):
        entries[story].append(entry)
    for story, finding in _read(connection, schema.findings, run, Finding):
        findings[story].append(finding)
    lineage = Lineage(
        tuple(origin for _, origin in _read(connection, schema.origins, run, Origin)),
        tuple(carriage for _, carriage in _read(connection, schema.carriages, run, Carriage)),
        tuple(link for _, link in _read(connection, schema.links, run, Link)),
    )
    return lineage, tuple(
        replace(chapter, measures=tuple(measures[n]), entries=tuple(entries[n]), findings=tuple(findings[n]))
        for n, chapter in enumerate(chapters)
    )


_DerivedRow = tuple[int | None, str, str, str]


def _rows(record: Record) -> Iterator[tuple[sa.Table, Iterable[_DerivedRow]]]:
    """Every derived table with its rows, in the record's order."""
    numbered = list(enumerate(record.chapters))
    lineage = record.lineage
    yield schema.stories, ((n, c.story.id, "story", encode(_bare(c))) for n, c in numbered)
    yield schema.measures, ((n, m.id, m.kind.value, encode(m)) for n, c in numbered for m in c.measures)
    yield schema.entries, ((n, e.id, e.kind, encode(e)) for n, c in numbered for e in c.entries)
    yield schema.findings, ((n, f.id, f.kind.value, encode(f)) for n, c in numbered for f in c.findings)
    yield schema.origins, ((None, o.id, o.kind.value, encode(o)) for o in lineage.origins)
    yield schema.carriages, ((None, c.report, "carriage", encode(c)) for c in lineage.carriages)
    yield schema.links, ((None, link.left, link.kind.value, encode(link)) for link in lineage.links)


def _bare(chapter: Chapter) -> Chapter:
    """A chapter without what has tables of its own."""
    return replace(chapter, measures=(), entries=(), findings=())


def _read(connection: sa.Connection, table: sa.Table, run: Run, kind: type[object]) -> Iterator[tuple[int, Any]]:
    """What the rows of a run say, each with the number of its story, in the record's order."""
    with stream(connection, sa.select(table).where(table.c.run == run.id).order_by(table.c.number)) as rows:
        for row in rows:
            yield row.story, decode(row.body, ENTRY_KINDS[row.kind] if table is schema.entries else kind)


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a folder and of those in it, by name; what Python itself puts there is no rule."""
    for member in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if member.is_dir() and member.name != "__pycache__":
            yield from _sources(member, f"{name}/{member.name}")
        elif member.is_file():
            yield f"{name}/{member.name}", member.read_bytes()
