"""The stories of a record as they stand in its derived rows, each read as it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import sqlalchemy as sa

from accord.model.lineage import Lineage
from accord.model.story import Story
from accord.store.derived import read_lineage, read_story
from accord.store.standing import first_day_of, story_ids


class Standing(Mapping[str, Story]):
    """What weighing stories again has to know of them where no report is to be traced or grouped.

    Nothing of the others is read, and nothing that was traced or grouped is held.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._read: dict[str, Story | None] = {}

    @property
    def stories(self) -> Mapping[str, Story]:
        """Every story, by id."""
        return self

    def first_day_of(self, story: Story) -> date | None:
        """The first day on which a report of a story was published, None where none is known."""
        return first_day_of(self._connection, story.id)

    def lineage_of(self, reports: Collection[str]) -> Lineage:
        """The lineage of some reports: what they carry, and the links between them."""
        return read_lineage(self._connection, reports)

    def __getitem__(self, key: str) -> Story:
        if key not in self._read:
            self._read[key] = read_story(self._connection, key)
        story = self._read[key]
        if story is None:
            raise KeyError(key)
        return story

    def __iter__(self) -> Iterator[str]:
        return iter(story_ids(self._connection))

    def __len__(self) -> int:
        return len(story_ids(self._connection))
