"""What the pages are made of: a kept record, of which what was looked at last stays at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Lock, RLock
from typing import TypeVar, cast

from accord.desk.citations import Citations
from accord.desk.story_page import StoryPage, build_outline, build_story
from accord.desk.web.mishaps import DeskError
from accord.errors import StoreError
from accord.kept import KeptRecord
from accord.model.card import StoryCard
from accord.model.record import Record
from accord.store.derived import Derivation, read_derivation
from accord.store.places import story_of_line, story_of_report

AT_HAND = 96
"""Records of stories, pages, and other things that were made, that are held at a time."""

LONGEST_ID = 64

PATIENCE = 20.0
"""Seconds that somebody waits for what takes long, before they are asked to come again."""

_Made = TypeVar("_Made")


class Shelf:
    """A kept record for many readers at once. What is shown is never older than the last derivation."""

    def __init__(self, kept: KeptRecord) -> None:
        self.kept = kept
        self.writing = RLock()
        """Held by whoever changes the record: one at a time."""
        self._lock, self._long = Lock(), Lock()
        self._made: OrderedDict[Hashable, Future[object]] = OrderedDict()

    def derivation(self) -> Derivation | None:
        """When the record was derived last; None for never."""
        with self.kept.store.look() as connection:
            return read_derivation(connection)

    def at_hand(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` makes, made once for each derivation as long as it is asked for; others wait for it meanwhile."""
        made = self.derivation()
        full = (made.number if made else 0, key)
        with self._lock:
            found = self._made.get(full)
            mine = None if found else Future[object]()
            if mine:
                self._made[full] = found = mine
                while len(self._made) > AT_HAND:
                    self._made.popitem(last=False)
            self._made.move_to_end(full)
        if mine:
            try:
                mine.set_result(make())
            except BaseException as error:
                with self._lock:
                    self._made.pop(full, None)
                mine.set_exception(error)
                raise
        return cast(_Made, found.result() if found else None)

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """For what takes long: whoever comes while it is done waits, for a while.

        Raises: DeskError: it took too long.
        """
        if not self._long.acquire(timeout=PATIENCE):
            raise DeskError(503, "busy", "Others are asking for what takes long; try again in a while.")
        try:
            yield
        finally:
            self._long.release()

    def cards(self) -> tuple[StoryCard, ...]:
        """Every story at a glance, the largest first."""
        return self.at_hand("cards", self.kept.cards)

    def record(self, story: str) -> Record | None:
        """One story as a record; None where there is none of that id."""
        return self._story("record", story, self.kept.story)

    def outline(self, story: str) -> Record | None:
        """One story as a record, without claims and rulings; None where there is none of that id."""
        return self._story("outline", story, self.kept.outline)

    def page(self, story: str) -> StoryPage | None:
        """One story laid out with all there is of it; None where there is none of that id."""
        record = self.record(story)
        return self.at_hand(("page", story), lambda: build_story(record, Citations(record.reports))) if record else None

    def outline_page(self, story: str) -> StoryPage | None:
        """One story with its lines closed; None where there is none of that id."""
        outline = self.outline(story)
        return self.at_hand(("outline page", story), lambda: build_outline(outline)) if outline else None

    def _story(self, what: str, story: str, read: Callable[[str], Record]) -> Record | None:
        def make() -> Record | None:
            try:
                return read(story)
            except StoreError as error:
                if error.where == story:
                    return None
                raise

        return self.at_hand((what, story), make) if story.isalnum() and len(story) <= LONGEST_ID else None

    def story_of_line(self, line: str) -> str | None:
        """The story that has an entry, a finding or a measure; None where none has."""
        with self.kept.store.look() as connection:
            return story_of_line(connection, line)

    def story_of_report(self, report: str) -> str | None:
        """The story that a report is in; None where it is in none."""
        with self.kept.store.look() as connection:
            return story_of_report(connection, report)
