"""Ids of what is derived: made of what it says, never of who reports it, so that they stay when more support arrives.

A key has a topic, which is what an entry is about, with the day on which it was first told, and a detail, which tells
two entries of one topic apart. They are taken from the first telling by publication and brought to a common form
(ideas, stems, names), so that a copy, another spelling, a further report and a report of another story leave them as
they are. An earlier report that is added later can bring another first telling, and with it another key.

An id is made of the topic and the week of that day. Without the week, what is said of many negotiations would have
one id in all of them: the change of one story would take ids from others, more of them the longer a record grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count

from accord.model.identity import content_id
from accord.weighing.context import Context


@dataclass(frozen=True, slots=True)
class Key:
    """What an id is made of: a day, None where none is known, and strings, numbers and tuples of those."""

    told: date | None
    topic: tuple[object, ...]
    detail: tuple[object, ...] = ()


def make_ids(context: Context, kind: str, keys: Sequence[Key]) -> list[str]:
    """One id for each key, in order, no two alike, and none that an earlier story of the record has given.

    The first key of a topic and week has their id. A further one adds its detail, then the story's first report, then a
    number, so that keys want to come by publication of their first telling.
    """
    context.given.expect(next(_likely(context, kind, key)) for key in keys)
    ids = []
    for key in keys:
        made = next(i for i in _likely(context, kind, key) if not context.given.is_taken(i))
        context.given.give(made)
        ids.append(made)
    return ids


def _likely(context: Context, kind: str, key: Key) -> Iterator[str]:
    known = context.memory.shelf(content_id)
    year, week, _ = key.told.isocalendar() if key.told else (0, 0, 0)
    said = kind, year, week, key.topic
    yield known.get(said, partial(content_id, *said))
    yield known.get((*said, key.detail), partial(content_id, *said, key.detail))
    for number in count(1):
        yield content_id(*said, key.detail, context.story.reports[:1], number)
