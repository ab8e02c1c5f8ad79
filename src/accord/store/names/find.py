"""Finding all that lines say of one name: how much there is of each kind, in which stories, and the lines in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accord.model.entry import AnyEntry, Commitment, Position
from accord.model.measure import Measure
from accord.store import schema
from accord.store.codec import decode
from accord.store.derived import ENTRY_KINDS
from accord.store.engine import chunks
from accord.store.names.keys import MEASURE
from accord.store.names.roles import day_of

SPELLINGS, STORIES = 12, 12
"""Ways of writing a name that are told, those with the most lines first; and stories, those told of last first."""

TOLD = 100
"""Stories that are told apart in one query."""

_OF, _TALLIED, _TOLD = schema.named.c, schema.tallies.c, schema.told_of.c


@dataclass(frozen=True, slots=True)
class InStory:
    """A story with lines of a name: how many, and the last day of any (ISO 8601, empty where none is known)."""

    story: str
    title: str
    n_lines: int
    last_day: str


@dataclass(frozen=True, slots=True)
class Naming:
    """What there is of a name.

    `names` are the ways it is written, the commonest first; `kinds` counts lines by kind; `stories` are some with any,
    the last told first, of `n_stories`. Days are ISO 8601, empty where none is known.
    """

    sort: str
    key: str
    names: tuple[str, ...]
    kinds: dict[str, int]
    first_day: str
    last_day: str
    n_stories: int
    stories: tuple[InStory, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What lines of a name are about, in words: how many there are, and the last day of any."""

    words: str
    n_lines: int
    last_day: str


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a story, by its number there; `roles` say as what the name stands in it."""

    story: str
    title: str
    number: int
    kind: str
    roles: str
    about: str
    day: str


def read_naming(connection: sa.Connection, sort: str, key: str) -> Naming | None:
    """All there is of a name; None where no line has it."""
    own = _TALLIED.sort == sort, _TALLIED.key == key
    lines = sa.func.sum(_TALLIED.lines)
    by_kind = sa.select(_TALLIED.kind, lines).where(*own).group_by(_TALLIED.kind).order_by(_TALLIED.kind)
    kinds = {kind: int(n) for kind, n in connection.execute(by_kind).tuples()}
    if not kinds:
        return None
    written = sa.select(_TALLIED.name).where(*own).group_by(_TALLIED.name).order_by(lines.desc(), _TALLIED.name)
    dated = [sa.select(_OF.day).where(*_own(sort, key), _OF.kind == kind, _OF.day != "") for kind in kinds]
    firsts = [connection.scalar(query.order_by(_OF.day).limit(1)) for query in dated]
    stories, here = schema.stories.c, (_TOLD.sort == sort, _TOLD.key == key)
    placed = sa.select(_TOLD.story, stories.title, _TOLD.lines, _TOLD.last_day).join_from(
        schema.told_of, schema.stories
    )
    last_first = placed.where(*here).order_by(_TOLD.last_day.desc(), _TOLD.lines.desc(), _TOLD.story.desc())
    told = tuple(InStory(*row) for row in connection.execute(last_first.limit(STORIES)).tuples())
    return Naming(
        sort=sort,
        key=key,
        names=tuple(connection.scalars(written.limit(SPELLINGS))),
        kinds=kinds,
        first_day=min((day for day in firsts if day), default=""),
        last_day=max((own.last_day for own in told), default=""),
        n_stories=connection.scalar(sa.select(sa.func.count()).select_from(schema.told_of).where(*here)) or 0,
        stories=told,
    )


def read_abouts(connection: sa.Connection, sort: str, key: str, kind: str) -> tuple[About, ...]:
    """What the lines of a kind that a name has are about, the last told first; what is about nothing is left out."""
    last = sa.select(sa.func.max(_OF.day)).where(*_own(sort, key), _OF.kind == kind, _OF.about == _TALLIED.about)
    lines, told = sa.func.sum(_TALLIED.lines), last.scalar_subquery()
    own = _TALLIED.sort == sort, _TALLIED.key == key, _TALLIED.kind == kind, _TALLIED.about != ""
    query = sa.select(_TALLIED.about, lines, told).where(*own).group_by(_TALLIED.about)
    ordered = query.order_by(told.desc(), lines.desc(), _TALLIED.about)
    return tuple(About(words, int(n), day) for words, n, day in connection.execute(ordered).tuples())


def find_places(
    connection: sa.Connection, sort: str, key: str, kind: str, skip: int, limit: int, about: str = ""
) -> list[Place]:
    """The lines that a name has, the last first, from the `skip`th on.

    Args: kind: only those of this kind; about: only those about that, in these words; empty for all.
    """
    own = sa.select(_OF.story, _OF.number, _OF.kind, _OF.day).where(*_own(sort, key))
    if kind:
        own = own.where(_OF.kind == kind)
    if about:
        own = own.where(_OF.about == about)
    # what is skipped is skipped in the index; only what is asked for is looked up
    own = own.order_by(_OF.day.desc(), _OF.story.desc(), _OF.number.desc()).offset(skip).limit(limit)
    some, stories, named = own.subquery(), schema.stories.c, schema.named.alias()
    same = [named.c[name] == some.c[name] for name in ("story", "number", "kind")]
    columns = (some.c.story, stories.title, some.c.number, some.c.kind, named.c.roles, named.c.about, some.c.day)
    joined = some.join(schema.stories, stories.id == some.c.story).join(
        named, sa.and_(*same, named.c.sort == sort, named.c.key == key)
    )
    query = sa.select(*columns).select_from(joined)
    ordered = query.order_by(some.c.day.desc(), some.c.story.desc(), some.c.number.desc())
    return [Place(*row) for row in connection.execute(ordered).tuples()]


def read_placed(connection: sa.Connection, places: Sequence[Place]) -> list[AnyEntry]:
    """The entries at some places, in their order.

    Raises: ValueError: a row is damaged.
    """
    entries = schema.entries.c
    found: dict[tuple[str, int], AnyEntry] = {}
    for some in _at(entries, places):
        for row in connection.execute(sa.select(entries.story, entries.number, entries.kind, entries.body).where(some)):
            found[row.story, row.number] = decode(row.body, ENTRY_KINDS[row.kind])
    return [found[place.story, place.number] for place in places if (place.story, place.number) in found]


def read_labels(connection: sa.Connection, ids: Collection[str]) -> dict[str, str]:
    """What measures and entries of some ids are called: a measure's label, an entry's line.

    Raises: ValueError: a row is damaged.
    """
    labels: dict[str, str] = {}
    measures, entries = schema.measures.c, schema.entries.c
    for some in chunks(sorted(ids)):
        for row in connection.execute(sa.select(measures.id, measures.body).where(measures.id.in_(some))):
            labels[row.id] = decode(row.body, Measure).label
        for key, kind, body in connection.execute(
            sa.select(entries.id, entries.kind, entries.body).where(entries.id.in_(some))
        ):
            labels[key] = decode(body, ENTRY_KINDS[kind]).line
    return labels


def read_published(connection: sa.Connection, reports: Collection[str]) -> dict[str, tuple[str, str]]:
    """The outlets and days of some reports by id, as people have amended them; each empty where it is unknown."""
    searched = schema.searched.c
    found: dict[str, tuple[str, str]] = {}
    for some in chunks(sorted(reports)):
        query = sa.select(searched.name, searched.outlet_name, searched.day).where(searched.name.in_(some))
        found |= {name: (outlet or "", day or "") for name, outlet, day in connection.execute(query).tuples()}
    return found


def read_measure(connection: sa.Connection, key: str) -> tuple[str, str, Measure] | None:
    """The story of the measure of that id with its title, and the measure; None where there is none.

    Raises: ValueError: the row is damaged.
    """
    measures, stories = schema.measures.c, schema.stories.c
    query = sa.select(measures.story, stories.title, measures.body)
    row = connection.execute(query.join(schema.stories, stories.id == measures.story).where(measures.id == key)).first()
    return (row.story, row.title, decode(row.body, Measure)) if row else None


def on_measure(connection: sa.Connection, story: str, title: str, measure: str) -> list[Place]:
    """The stands on a measure of a story, and the commitments about it, in the order of the story.

    `about` is the party of a stand.

    Raises: ValueError: a row is damaged.
    """
    entries = schema.entries.c
    kinds = (Position.kind, Commitment.kind)
    query = sa.select(entries.number, entries.kind, entries.body).where(entries.story == story, entries.kind.in_(kinds))
    found = []
    for row in connection.execute(query.order_by(entries.number)):
        entry = decode(row.body, ENTRY_KINDS[row.kind])
        if isinstance(entry, Position | Commitment) and entry.measure == measure:
            about = entry.party if isinstance(entry, Position) else ""
            found.append(Place(story, title, row.number, row.kind, "", about, str(day_of(entry) or "")))
    return found


def measures_at(connection: sa.Connection, places: Sequence[Place]) -> dict[tuple[str, int], str]:
    """The ids of the measures at some places."""
    measures = schema.measures.c
    found: dict[tuple[str, int], str] = {}
    for some in _at(measures, [place for place in places if place.kind == MEASURE]):
        rows = connection.execute(sa.select(measures.story, measures.number, measures.id).where(some))
        found |= {(row.story, row.number): row.id for row in rows}
    return found


def count_names(connection: sa.Connection, sort: str) -> list[tuple[str, int]]:
    """Every name of a sort by its key, with how many lines it has, the most lines first."""
    lines = sa.func.sum(_TALLIED.lines)
    query = sa.select(_TALLIED.key, lines).where(_TALLIED.sort == sort).group_by(_TALLIED.key)
    return [(key, int(n)) for key, n in connection.execute(query.order_by(lines.desc(), _TALLIED.key)).tuples()]


def name_written(connection: sa.Connection, sort: str, key: str) -> tuple[str, str]:
    """A way in which a name is written, and the last day of any line; the key itself where no line has it."""
    first = sa.select(_OF.name).where(*_own(sort, key)).order_by(_OF.kind, _OF.day, _OF.story, _OF.number).limit(1)
    last = sa.select(sa.func.max(_TOLD.last_day)).where(_TOLD.sort == sort, _TOLD.key == key)
    return connection.scalar(first) or key, connection.scalar(last) or ""


def _own(sort: str, key: str) -> tuple[Any, Any]:
    return _OF.sort == sort, _OF.key == key


def _at(lines: Any, places: Sequence[Place]) -> Iterator[sa.ColumnElement[bool]]:
    """What tells the rows at some places, some at a time: each looked up by the key of its table."""
    numbers: dict[str, set[int]] = {}
    for place in places:
        numbers.setdefault(place.story, set()).add(place.number)
    told = [(lines.story == story) & lines.number.in_(sorted(own)) for story, own in numbers.items()]
    for n in range(0, len(told), TOLD):
        yield sa.or_(*told[n : n + TOLD])
