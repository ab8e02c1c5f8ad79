"""Derived rows: what the rules made of what is kept, story by story. They can be thrown away and made again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any, Self

import sqlalchemy as sa

from accord.model.card import StoryCard
from accord.model.entry import AnyEntry, Commitment, Contact, Entry, Incident, Position, Quotation
from accord.model.finding import Finding
from accord.model.lineage import Carriage, Lineage, Link, Origin
from accord.model.measure import Measure
from accord.model.record import Chapter
from accord.model.stake import Stake
from accord.model.story import Story
from accord.store import schema
from accord.store.codec import decode, encode
from accord.store.engine import BATCH, chunks, stream
from accord.store.loading import insert
from accord.store.names.index import clock_rows, name_rows
from accord.store.names.tallies import count_lines, keep_up, tally_anew
from accord.store.spool import Spool
from accord.store.touched import strike_off
from accord.weighing.stakes import find_stakes

ENTRY_KINDS: dict[str, type[AnyEntry]] = {
    kind.kind: kind for kind in (Position, Commitment, Incident, Contact, Quotation)
}
_CARD = tuple(name for name in StoryCard.__dataclass_fields__)
_STAKE = tuple(name for name in Stake.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Derivation:
    """When derived rows were last made: how many times so far, by which rules, as of which day.

    `mark` is that of no other derivation, of this store or another, but those that followed and moved no report; None
    for one made before there were marks.
    """

    number: int
    rules: str
    as_of: date | None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A story as it was weighed.

    `until` is the last day on which it stays as it is, None for ever; `given` are the ids its lines got before people
    ruled on them, `wanted` those they would have got, if earlier stories had not. `days` are the publication days of
    its reports by id, as far as they are known.
    """

    chapter: Chapter
    card: StoryCard
    until: date | None = None
    given: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    days: Mapping[str, date] = field(default_factory=dict)


class Change:
    """What a derivation changes, gathered and then written at once. To be used in a `with`.

    Args: anew: everything derived before is to go first.
    """

    def __init__(self, *, anew: bool = False) -> None:
        self.anew = anew
        self.gone: set[str] = set()
        self.weighed: set[str] = set()
        self.retraced: set[str] = set()
        self.unlinked: set[tuple[str, str]] = set()
        self._rows = Spool()
        self._origins: set[str] = set()

    def put(self, weighed: Weighed) -> None:
        """Put a story in the place of the one with its id."""
        chapter, story = weighed.chapter, weighed.chapter.story
        self.gone.add(story.id)
        self.weighed.add(story.id)
        self._rows.add("stories", _story_row(weighed))
        for report in story.reports:
            self._rows.add("members", {"report": report, "story": story.id})
        for key in sorted(weighed.given | weighed.wanted):
            self._rows.add("ids", {"story": story.id, "id": key, "given": key in weighed.given})
        for ruling in chapter.ruled:
            self._rows.add("honoured", {"story": story.id, "ruling": ruling})
        for stake in find_stakes(chapter):
            told = {name: getattr(stake, name) for name in _STAKE}
            self._rows.add("stakes", {"story": story.id, "weight": stake.weight, **told})
        for name, lines in _lines_of(chapter):
            for number, (kind, line) in enumerate(lines):
                row = {"story": story.id, "number": number, "id": line.id, "kind": kind, "body": encode(line)}
                self._rows.add(name, row)
        for row in name_rows(chapter, weighed.days):
            self._rows.add("named", row)
        for row in clock_rows(chapter):
            self._rows.add("clocks", row)

    def trace(self, lineage: Lineage, reports: Iterable[str], unlinked: Iterable[tuple[str, str]] = ()) -> None:
        """Put the carriages of some reports in the place of those they had, and links; take others away."""
        self.retraced |= set(reports)
        self.unlinked |= {*unlinked, *((link.left, link.right) for link in lineage.links)}
        for origin in lineage.origins:
            if origin.id not in self._origins:
                self._origins.add(origin.id)
                self._rows.add("origins", {"id": origin.id, "body": encode(origin)})
        for carriage in lineage.carriages:
            row = {"report": carriage.report, "origin": carriage.origin, "body": encode(carriage)}
            self._rows.add("carriages", row)
        for link in lineage.links:
            self._rows.add("links", {"left": link.left, "right": link.right, "body": encode(link)})

    def write(self, connection: sa.Connection, made: Derivation, upto: int) -> None:
        """Write it, and that it was made; strike off the notes up to a number."""
        left: set[str] = set()
        lines = count_lines(connection, () if self.anew else self.gone)
        if self.anew:
            for table in reversed(schema.DERIVED):
                connection.execute(sa.delete(table))
        else:
            left = self._remove(connection)
        known: set[str] = set()
        for some in chunks(sorted(self._origins)):
            known |= set(connection.scalars(sa.select(schema.origins.c.id).where(schema.origins.c.id.in_(some))))
        for table in schema.DERIVED:
            rows = self._rows.rows(table.name)
            rest = (row for row in rows if table is not schema.origins or row["id"] not in known)
            while lot := list(islice(rest, BATCH)):
                insert(connection, table, lot)
        if self.anew:
            tally_anew(connection)
        else:
            keep_up(connection, lines, self.weighed)
        for some in chunks(left):
            carried = sa.exists().where(schema.carriages.c.origin == schema.origins.c.id)
            connection.execute(sa.delete(schema.origins).where(schema.origins.c.id.in_(some), ~carried))
        as_of = made.as_of.isoformat() if made.as_of else None
        connection.execute(sa.delete(schema.derivations))
        row = {"number": made.number, "rules": made.rules, "as_of": as_of, "mark": made.mark}
        connection.execute(sa.insert(schema.derivations), [row])
        strike_off(connection, upto)

    def _remove(self, connection: sa.Connection) -> set[str]:
        """Take away what is gone or replaced; the origins that reports carried so far come back."""
        carriages, links = schema.carriages.c, schema.links.c
        left: set[str] = set()
        for some in chunks(self.gone):
            connection.execute(sa.delete(schema.stories).where(schema.stories.c.id.in_(some)))
        for some in chunks(self.retraced):
            left |= set(connection.scalars(sa.select(carriages.origin).where(carriages.report.in_(some))))
            connection.execute(sa.delete(schema.carriages).where(carriages.report.in_(some)))
        pairs = [{"one": one, "other": other} for one, other in sorted(self.unlinked)]
        if pairs:
            ends = links.left == sa.bindparam("one"), links.right == sa.bindparam("other")
            connection.execute(sa.delete(schema.links).where(*ends), pairs)
        return left

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._rows.close()


def read_derivation(connection: sa.Connection) -> Derivation | None:
    """The last derivation, None where there was none."""
    row = connection.execute(sa.select(schema.derivations)).one_or_none()
    if row is None:
        return None
    return Derivation(row.number, row.rules, date.fromisoformat(row.as_of) if row.as_of else None, row.mark)


def _lines_of(chapter: Chapter) -> Iterator[tuple[str, list[tuple[str, Measure | AnyEntry | Finding]]]]:
    """Every table of lines with a chapter's, each with its kind."""
    yield "measures", [(measure.kind.value, measure) for measure in chapter.measures]
    yield "entries", [(entry.kind, entry) for entry in chapter.entries]
    yield "findings", [(finding.kind.value, finding) for finding in chapter.findings]


def _story_row(weighed: Weighed) -> dict[str, Any]:
    card = {name: getattr(weighed.card, name) for name in _CARD}
    days = {name: card[name].isoformat() if card[name] else None for name in ("first_day", "last_day")}
    return {
        **card,
        **days,
        "first_report": weighed.chapter.story.reports[0],
        "until": weighed.until.isoformat() if weighed.until else None,
        "body": encode(replace(weighed.chapter, measures=(), entries=(), findings=())),
    }


def read_cards(connection: sa.Connection) -> list[StoryCard]:
    """Every story at a glance, as `record_order` has them."""
    rows = connection.execute(sa.select(*(schema.stories.c[name] for name in _CARD)))
    return sorted(map(_card_of, rows), key=record_order)


def record_order(card: StoryCard) -> tuple[int, date, str]:
    """The order of a record's stories: the largest first, then by first day, then id."""
    return -card.n_reports, card.first_day or date.max, card.id


def _card_of(row: sa.Row[Any]) -> StoryCard:
    card = {name: getattr(row, name) for name in _CARD}
    days = {name: date.fromisoformat(card[name]) if card[name] else None for name in ("first_day", "last_day")}
    return StoryCard(**(card | days))


def read_stories(connection: sa.Connection) -> list[Story]:
    """Every story, without what was derived for it.

    Raises: ValueError: a row is damaged.
    """
    return [decode(row.body, Chapter).story for row in _all(connection, schema.stories, schema.stories.c.id, None)]


def read_story(connection: sa.Connection, key: str) -> Story | None:
    """The story of an id, without what was derived for it; None where there is none.

    Raises: ValueError: the row is damaged.
    """
    body = connection.scalar(sa.select(schema.stories.c.body).where(schema.stories.c.id == key))
    return None if body is None else decode(body, Chapter).story


def read_chapters(connection: sa.Connection, stories: Collection[str] | None = None) -> tuple[Chapter, ...]:
    """Stories as they were weighed, as `record_order` has them.

    Args: stories: ids, of which those that are no more are passed over; None for all.
    Raises: ValueError: a row is damaged.
    """
    found: list[tuple[StoryCard, Chapter]] = []
    lines: dict[str, Mapping[str, list[Any]]] = {}
    for some in [None] if stories is None else chunks(stories):
        for row in _all(connection, schema.stories, schema.stories.c.id, some):
            found.append((_card_of(row), decode(row.body, Chapter)))
            lines[row.id] = {table.name: [] for table in schema.LINES}
        for table in schema.LINES:
            for row in _all(connection, table, table.c.story, some):
                lines[row.story][table.name].append(decode(row.body, _kind(table, row)))
    found.sort(key=lambda pair: record_order(pair[0]))
    told = {key: {name: tuple(rows) for name, rows in tables.items()} for key, tables in lines.items()}
    return tuple(
        replace(
            chapter,
            measures=told[card.id]["measures"],
            entries=told[card.id]["entries"],
            findings=told[card.id]["findings"],
        )
        for card, chapter in found
    )


def read_commitments(connection: sa.Connection) -> Iterator[Commitment]:
    """Every commitment, by story.

    Raises: ValueError: a row is damaged.
    """
    entries = schema.entries.c
    for row in _all(connection, schema.entries, entries.kind, [Commitment.kind]):
        yield decode(row.body, Commitment)


def _kind(table: sa.Table, row: sa.Row[Any]) -> type[Any]:
    if table is schema.entries:
        return ENTRY_KINDS.get(row.kind, Entry)
    return Measure if table is schema.measures else Finding


def read_lineage(connection: sa.Connection, reports: Collection[str] | None = None, *, linked: bool = True) -> Lineage:
    """Origins, carriages and links, or those of some reports and between them.

    Args: linked: False to leave out the links.
    Raises: ValueError: a row is damaged.
    """
    links, carriages = schema.links, schema.carriages
    carried: list[Carriage] = []
    found: list[Link] = []
    for some in [None] if reports is None else chunks(reports):
        carried += [decode(row.body, Carriage) for row in _all(connection, carriages, carriages.c.report, some)]
        if linked:
            rows = _all(connection, links, links.c.left, some)
            found += [decode(row.body, Link) for row in rows if reports is None or row.right in reports]
    named = {carriage.origin for carriage in carried}
    origins = [
        decode(row.body, Origin)
        for some in chunks(sorted(named))
        for row in _all(connection, schema.origins, schema.origins.c.id, some)
    ]
    return Lineage(
        tuple(sorted(origins, key=lambda origin: origin.id)),
        tuple(sorted(carried, key=lambda carriage: (carriage.report, carriage.origin))),
        tuple(sorted(found, key=lambda link: (link.left, link.right))),
    )


def _all(
    connection: sa.Connection, table: sa.Table, column: sa.Column[Any], keys: Collection[str] | None
) -> Iterator[sa.Row[Any]]:
    """The rows of a table, or those that have one of some keys, in the table's order."""
    query = sa.select(table).order_by(*table.primary_key)
    with stream(connection, query if keys is None else query.where(column.in_(keys))) as rows:
        yield from rows
