"""Ids of what is derived: made of what it says, never of who reports it, so that they stay when more support arrives.

A key has a topic, which is what an entry is about, and a detail, which tells two entries of one topic apart. Both are
taken from the first telling by publication and brought to a common form (ideas, stems, names), so that a copy, another
spelling, a further report and a report of another story leave them as they are. An earlier report that is added later
can bring another first telling, and with it another key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from accord.model.identity import content_id
from accord.weighing.context import Context


@dataclass(frozen=True, slots=True)
class Key:
    """What an id is made of: strings, numbers and tuples of those."""

    topic: tuple[object, ...]
    detail: tuple[object, ...] = ()


def make_ids(context: Context, kind: str, keys: Sequence[Key]) -> list[str]:
    """One id for each key, in order, no two alike, and none that an earlier story of the record has given.

    The first key of a topic has the topic's id. A further one adds its detail, then the story's first report, then a
    number, so that keys want to come by publication of their first telling.
    """
    ids = []
    for key in keys:
        made = next(i for i in _likely(context, kind, key) if not context.given.is_taken(i))
        context.given.give(made)
        ids.append(made)
    return ids


def _likely(context: Context, kind: str, key: Key) -> Iterator[str]:
    known = context.memory.shelf(content_id)
    yield known.get((kind, key.topic), partial(content_id, kind, key.topic))
    yield known.get((kind, key.topic, key.detail), partial(content_id, kind, key.topic, key.detail))
    for number in count(1):
        yield content_id(kind, key.topic, key.detail, context.story.reports[:1], number)
