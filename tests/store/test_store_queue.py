"""The queue of lines to review, as it is kept with what is derived."""

from __future__ import annotations

import pytest
from derived_rows import save

from accord.model.record import Record
from accord.store.queue import Queued, count_queue, read_queue
from accord.store.store import Store
from accord.weighing.stakes import find_stakes


@pytest.fixture
def filled(store: Store, record: Record) -> Store:
    assert save(store, record)
    return store


def queue(store: Store, **wanted: object) -> list[Queued]:
    with store.look() as connection:
        return read_queue(connection, **wanted)  # type: ignore[arg-type]


def test_the_weightiest_come_first_and_each_comes_once(filled: Store, record: Record) -> None:
    every = queue(filled, limit=1000)
    assert sorted((q.stake for q in every), key=str) == sorted(find_stakes(record.chapters[0]), key=str)
    assert [q.stake.weight for q in every] == sorted((q.stake.weight for q in every), reverse=True)
    assert {q.story for q in every} == {record.stories[0].id}
    assert [*queue(filled, limit=7), *queue(filled, offset=7, limit=1000)] == every


def test_a_story_or_a_kind_alone(filled: Store, record: Record) -> None:
    assert {q.stake.kind for q in queue(filled, kind="measure", limit=1000)} == {"measure"}
    assert queue(filled, story="0" * 16) == []
    story = record.stories[0].id
    assert queue(filled, story=story, kind="finding") == queue(filled, kind="finding") != []
    with filled.look() as connection:
        counted = count_queue(connection)
        assert counted == count_queue(connection, story)
        assert count_queue(connection, "0" * 16) == {}
    assert counted["measure"] == len(record.measures)
    assert sum(counted.values()) == len(queue(filled, limit=1000))
