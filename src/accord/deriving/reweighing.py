"""Stories weighed again, the one that began first before others, so that no two lines of the record get one id."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date, timedelta
from typing import Protocol

import sqlalchemy as sa

from accord.api import Progress, heed_amendments
from accord.deriving.memories import Memories
from accord.model.card import card_of
from accord.model.claim import Claims
from accord.model.entry import Commitment
from accord.model.given import GivenIds
from accord.model.lineage import Lineage
from accord.model.record import Record
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.model.story import Story
from accord.store.decoded import Decoded
from accord.store.derived import Change, Weighed
from accord.store.holdings import read_holdings, series_of_names
from accord.store.standing import Place, asked_of, holders_of, ids_of, place_of_story, wanting
from accord.weighing.weigh import weigh_story

RECENT = timedelta(days=14)
"""When everything is weighed, only what was told of so lately is remembered: what comes next goes mostly there."""

TOGETHER = 200
"""Reports whose claims are fetched together, of stories that are weighed one after another."""


class Placed(Protocol):
    """The reports of a record in their stories, and what they carry."""

    @property
    def stories(self) -> Mapping[str, Story]:
        """Every story, by id."""

    def first_day_of(self, story: Story) -> date | None:
        """The first day on which a report of a story was published, None where none is known."""

    def lineage_of(self, reports: Collection[str]) -> Lineage:
        """The lineage of some reports: what they carry, and the links between them."""


class Reweighing:
    """Weighs stories, and those others whose ids that touches.

    Args:
        connection: where claims come from, and where what was derived before is looked up.
        placed: the reports, traced and grouped as they are now.
        rulings: all there are.
        as_of: the day of every clock.
        change: takes what is weighed; what was derived before counts nothing when it is to be `anew`.
        memories: what earlier weighings worked out, by story; `decoded`: the claims that they read. Both are kept up.
    """

    def __init__(
        self,
        connection: sa.Connection,
        placed: Placed,
        rulings: tuple[Ruling, ...],
        as_of: date | None,
        change: Change,
        memories: Memories,
        decoded: Decoded,
    ) -> None:
        self._connection, self._placed, self._change = connection, placed, change
        self._rulings, self._as_of, self._memories, self._decoded = rulings, as_of, memories, decoded
        self._waiting: list[tuple[Place, str]] = []
        self._asked: set[str] = set()
        self._only_for_ids: set[str] = set()
        self._given: dict[str, Place] = {}
        self._holders: dict[str, Sequence[tuple[str, Place]]] = {}
        self._material: dict[str, tuple[Report, Claims]] = {}

    def ask(self, stories: Iterable[str]) -> None:
        """Have stories weighed; those that are no more, or were asked for before, are passed over."""
        for key in sorted(story for story in set(stories) - self._asked if story in self._placed.stories):
            self._asked.add(key)
            heapq.heappush(self._waiting, (self._place(self._placed.stories[key]), key))

    def run(self, progress: Progress) -> None:
        """Weigh all that is asked for, and what that leads to."""
        if not self._change.anew:
            for key in sorted(self._change.gone):
                self._ask_later(wanting(self._connection, ids_of(self._connection, key)), ("", ""))
        done = 0
        progress("weighing", done, len(self._waiting))
        while self._waiting:
            place, key = heapq.heappop(self._waiting)
            asked_for = {} if self._change.anew else asked_of(self._connection, key)
            before = {own for own, was_given in asked_for.items() if was_given}
            # no two lines of the record have one id, so that nobody else had those of this story
            self._holders |= dict.fromkeys(before - self._holders.keys(), ())
            if key in self._only_for_ids and self._has_the_same(asked_for, place):
                self._given |= dict.fromkeys(before, place)
            else:
                self._put(key, place, before)
            done += 1
            progress("weighing", done, done + len(self._waiting))

    def _put(self, key: str, place: Place, before: Set[str]) -> None:
        """Weigh a story whose lines had some ids, and have those weighed that this gives ids, or takes ids from."""
        given = _Given(self, place)
        self._change.put(self._weigh(self._placed.stories[key], given))
        self._given |= dict.fromkeys(given.new, place)
        if not self._change.anew:
            self._ask_later(wanting(self._connection, before - given.new), place)
            self._ask_later((held for own in given.new - before for held in self._holders[own]), place)

    def _has_the_same(self, asked_for: Mapping[str, bool], place: Place) -> bool:
        """Whether a story whose lines asked for some ids would get again those that it was given, and no other."""
        self.look_up(asked_for)
        return all(was_given != self.is_given(own, place) for own, was_given in asked_for.items())

    def look_up(self, keys: Iterable[str]) -> None:
        """Find out who was given some ids when the record was derived last."""
        if not self._change.anew:
            unknown = set(keys) - self._holders.keys()
            if unknown:
                self._holders |= dict.fromkeys(unknown, ())
                self._holders |= holders_of(self._connection, unknown)

    def is_given(self, key: str, place: Place) -> bool:
        """Whether a line of a story that comes before a place was given that id."""
        if key in self._given:
            return self._given[key] < place
        if self._change.anew:
            return False
        # what is weighed again later than this can't come before it
        if key not in self._holders:
            self.look_up([key])
        left = (p for s, p in self._holders[key] if s not in self._asked and s not in self._change.gone)
        return any(p < place for p in left)

    def _ask_later(self, stories: Iterable[tuple[str, Place]], place: Place) -> None:
        """Have the stories weighed again that come after a place, for nothing but the ids they may get or lose."""
        later = {key for key, its_place in stories if its_place > place} - self._asked
        self._only_for_ids |= later
        self.ask(later)

    def _place(self, story: Story) -> Place:
        return place_of_story(self._placed.first_day_of(story), story.reports[0])

    def _weigh(self, story: Story, given: _Given) -> Weighed:
        material = self._material_of(story)
        reports = [report for report, _ in material]
        lineage = self._placed.lineage_of(story.reports)
        claims = [own for _, own in material]
        days = {report.id: report.day for report in reports if report.day}
        memory = None
        if not self._change.anew or self._is_recent(days.values()):
            memory = self._memories.of(story, sum(map(len, claims)))
        try:
            chapter = weigh_story(story, reports, claims, lineage, self._rulings, self._as_of, given, memory)
        except ValueError as error:
            raise RuntimeError(f"story {story.id} can't be weighed: {error}") from error  # a fault, no damaged row
        ahead = [e.next_change for e in chapter.entries if isinstance(e, Commitment) and e.next_change]
        until = min(ahead) - timedelta(days=1) if ahead else None
        card = card_of(chapter, reports, lineage)
        return Weighed(chapter, card, until, frozenset(given.new), frozenset(given.wanted), days)

    def _is_recent(self, days: Iterable[date]) -> bool:
        latest = max(days, default=None)
        return latest is not None and self._as_of is not None and self._as_of - latest <= RECENT

    def _material_of(self, story: Story) -> list[tuple[Report, Claims]]:
        """The reports and claims of a story, fetched with those of the stories that come next."""
        if not self._material.keys() >= set(story.reports):
            wanted = list(story.reports)
            for _, key in heapq.nsmallest(TOGETHER, self._waiting):
                if len(wanted) >= TOGETHER:
                    break
                wanted += self._placed.stories[key].reports
            series = series_of_names(self._connection, wanted)
            held = read_holdings(self._connection, series=series, decoded=None if self._change.anew else self._decoded)
            record = heed_amendments(Record(held.reports, held.claims, rulings=self._rulings))
            pairs = zip(record.reports, record.claims, strict=True)
            self._material |= {report.id: (report, own) for report, own in pairs}
        return [self._material.pop(name) for name in story.reports]


class _Given(GivenIds):
    """The ids that stories before a place have, looked up as they are asked for, and those a story there gets."""

    def __init__(self, weighing: Reweighing, place: Place) -> None:
        self._weighing, self._place = weighing, place
        self.new: set[str] = set()
        self.wanted: set[str] = set()

    def expect(self, keys: Iterable[str]) -> None:
        """Look up those that are not given here."""
        self._weighing.look_up(set(keys) - self.new)

    def is_taken(self, key: str) -> bool:
        """Whether a line before has that id; noted as wanted where that line is of another story."""
        if key in self.new:
            return True
        if self._weighing.is_given(key, self._place):
            self.wanted.add(key)
            return True
        return False

    def give(self, key: str) -> None:
        """Give an id to a line of the story."""
        self.new.add(key)
