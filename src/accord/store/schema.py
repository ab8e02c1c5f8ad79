"""The tables of a store: what is kept, append-only, and what is derived from it.

Kept rows are named by a hash of what they say, so that the same thing is never kept twice and damage shows. Derived
rows belong to a run and can be made again. Moments are ISO 8601 in UTC, of one length, so that they sort; days are
ISO 8601; bodies are the JSON that `codec` reads and writes.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TextClause,
    text,
)

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
    Column("kept_at", String(32), nullable=False, index=True),
)

# The few reports that their outlets have withdrawn, by what their bodies say.
_IS_WITHDRAWN = {
    "sqlite": text("instr(body, '\"withdrawn\":{') > 0"),
    "postgresql": text("strpos(body, '\"withdrawn\":{') > 0"),
}
Index(
    "ix_reports_withdrawn",
    reports.c.name,
    sqlite_where=_IS_WITHDRAWN["sqlite"],
    postgresql_where=_IS_WITHDRAWN["postgresql"],
)


def is_withdrawn(dialect: str) -> TextClause:
    """What holds of a row of `reports` that its outlet has withdrawn, in the words of the index that finds it."""
    return _IS_WITHDRAWN[dialect]


readings = Table(
    "readings",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("unread", Text),
    Column("kept_at", String(32), nullable=False, index=True),
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

# A ruling's id says what was decided; `seal` is the hash of all of its body, none in a row of before there were seals.
rulings = Table(
    "rulings",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("supersedes", ForeignKey("rulings.id")),
    Column("body", Text, nullable=False),
    Column("kept_at", String(32), nullable=False),
    Column("seal", String(32)),
)

# What a report that stands is found by, besides its words; `day` and `outlet_name` are those that people have amended.
# No kept row: it can be made again.
searched = Table(
    "searched",
    METADATA,
    Column("number", ForeignKey("reports.number"), primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("day", String(10), index=True),
    Column("reading", ForeignKey("readings.id"), nullable=False, index=True),
    Column("outlet", Text, nullable=False),
    Column("speakers", Text, nullable=False),
    Column("parties", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("outlet_name", Text),
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

# What was kept and has not gone into what is derived: `kind` says what `key` names, a series of reports or a ruling.
touched = Table(
    "touched",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("key", String(32), nullable=False),
)

# The one row says by which rules, and as of which day, the derived rows were made; `number` grows each time,
# `mark` is that of no other.
derivations = Table(
    "derivations",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("rules", Text, nullable=False),
    Column("as_of", String(10)),
    Column("mark", String(32)),
)

# `until` is the last day on which the story stays as it is.
stories = Table(
    "stories",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("until", String(10), index=True),
    Column("title", Text, nullable=False),
    Column("first_day", String(10)),
    Column("first_report", Text, nullable=False),
    Column("last_day", String(10)),
    Column("n_reports", Integer, nullable=False),
    Column("n_outlets", Integer, nullable=False),
    Column("n_origins", Integer, nullable=False),
    Column("n_entries", Integer, nullable=False),
    Column("n_open", Integer, nullable=False),
    Column("n_conflicts", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
Index("ix_stories_first_day", stories.c.first_day, stories.c.first_report)
Index("ix_stories_last_day", stories.c.last_day, stories.c.n_reports, stories.c.id)

members = Table(
    "members",
    METADATA,
    Column("report", Text, primary_key=True),
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
)

# The ids that lines of a story were given, and those they would have had, if an earlier story had not got them.
ids = Table(
    "ids",
    METADATA,
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String(16), primary_key=True),
    Column("given", Boolean, nullable=False),
)
Index("ix_ids_id", ids.c.id)

# The rulings that were honoured in a story.
honoured = Table(
    "honoured",
    METADATA,
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("ruling", String(16), primary_key=True),
)
Index("ix_honoured_ruling", honoured.c.ruling)


def _lines(name: str) -> Table:
    """A table of lines of stories, in the order of each story."""
    table = Table(
        name,
        METADATA,
        Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("id", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("body", Text, nullable=False),
    )
    Index(f"ix_{name}_id", table.c.id)
    return table


measures, entries, findings = LINES = tuple(_lines(name) for name in ("measures", "entries", "findings"))

# The lines that nobody has ruled on, each with what a ruling would settle; see `Stake`.
stakes = Table(
    "stakes",
    METADATA,
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("weight", Float, nullable=False),
    Column("doubt", Float, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("sentences", Integer, nullable=False),
)
Index("ix_stakes_weight", stakes.c.weight, stakes.c.id)
Index("ix_stakes_kind", stakes.c.kind, stakes.c.weight, stakes.c.id)

# What lines name, by folded name. `sort` is what it is the name of (`names.keys`), `number` that of the line among the
# entries of its story, or the measures; `about` the measure it is about, who speaks, or for whom, in words; `day` is
# empty where none is known.
named = Table(
    "named",
    METADATA,
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sort", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("roles", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("day", String(10), nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_named_key", named.c.sort, named.c.key, named.c.kind, named.c.day)
Index("ix_named_about", named.c.sort, named.c.key, named.c.kind, named.c.about, named.c.day)

# How many rows of `named` there are of each name, over all stories; see `names.tallies`.
tallies = Table(
    "tallies",
    METADATA,
    *(Column(name, Text, primary_key=True) for name in ("sort", "key", "kind", "about", "name")),
    Column("lines", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# The stories that have lines of a name: how many, and the last day of any.
told_of = Table(
    "told_of",
    METADATA,
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("sort", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("lines", Integer, nullable=False),
    Column("last_day", String(10), nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_told_of_key", told_of.c.sort, told_of.c.key, told_of.c.last_day, told_of.c.lines, told_of.c.story)

# The days on which a commitment of a story came to stand otherwise.
clocks = Table(
    "clocks",
    METADATA,
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("day", String(10), primary_key=True, index=True),
)

origins = Table(
    "origins",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("body", Text, nullable=False),
)

carriages = Table(
    "carriages",
    METADATA,
    Column("report", Text, primary_key=True),
    Column("origin", ForeignKey("origins.id"), primary_key=True, index=True),
    Column("body", Text, nullable=False),
)

links = Table(
    "links",
    METADATA,
    Column("left", Text, primary_key=True),
    Column("right", Text, primary_key=True),
    Column("body", Text, nullable=False),
)
Index("ix_links_right", links.c.right)

KEPT = (raws, reports, readings, claims, rulings, tombstones)
DERIVED = (stories, members, ids, honoured, *LINES, stakes, named, tallies, told_of, clocks, origins, carriages, links)
