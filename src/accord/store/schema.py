"""The tables of a store: what is kept, append-only, and what is derived from it.

Kept rows are named by a hash of what they say, so that the same thing is never kept twice and damage shows. Derived
rows belong to a run and can be made again. Moments are ISO 8601 in UTC, of one length, so that they sort; days are
ISO 8601; bodies are the JSON that `codec` reads and writes.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

raws = Table(
    "raws",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

# `name` is the id the report goes by in the record; versions of one report share a `series`. `number` is how the full
# text index calls a row.
reports = Table(
    "reports",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    Column("series", String(32), nullable=False, index=True),
    Column("raw", ForeignKey("raws.id"), nullable=False, index=True),
    Column("came_from", Text, nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("day", String(10), index=True),
    Column("text", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("kept_at", String(32), nullable=False),
)

readings = Table(
    "readings",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("unread", Text),
    Column("kept_at", String(32), nullable=False),
)

claims = Table(
    "claims",
    METADATA,
    Column("reading", ForeignKey("readings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", String(16), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("body", Text, nullable=False),
)

rulings = Table(
    "rulings",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("supersedes", ForeignKey("rulings.id")),
    Column("body", Text, nullable=False),
    Column("kept_at", String(32), nullable=False),
)

# What was purged, and never comes back: the report's row is gone, its ids stay.
tombstones = Table(
    "tombstones",
    METADATA,
    Column("report", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("series", String(32), nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("purged_at", String(32), nullable=False),
)

runs = Table(
    "runs",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("rules", Text, nullable=False),
    Column("as_of", String(10)),
)


def _derived(name: str) -> Table:
    """A table of derived rows, in the record's order; `story` is the number of the story a row belongs to."""
    table = Table(
        name,
        METADATA,
        Column("run", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("story", Integer),
        Column("id", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("body", Text, nullable=False),
    )
    Index(f"ix_{name}_id", table.c.id)
    return table


stories, measures, entries, findings, origins, carriages, links = DERIVED = tuple(
    _derived(name) for name in ("stories", "measures", "entries", "findings", "origins", "carriages", "links")
)
KEPT = (raws, reports, readings, claims, rulings, tombstones)
