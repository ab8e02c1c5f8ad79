"""Stories of a record that is kept: reports come in any order, and only the days since the earliest are done again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from types import MappingProxyType

from accord.grouping.bundles import Pair, is_tie
from accord.grouping.features import Features, features_of, print_of
from accord.grouping.stream import Mark, StoryStream
from accord.grouping.window import Window
from accord.model.lineage import Link
from accord.model.report import Report
from accord.model.story import Story

LOTS_BACK = 10
"""How many days with reports can be gone back; for what is older, all is fed anew."""


@dataclass(frozen=True, slots=True)
class StoryChanges:
    """What became of the stories: each tuple by id. A story whose first report is another now is gone, and new."""

    new: tuple[Story, ...] = ()
    changed: tuple[Story, ...] = ()
    gone: tuple[Story, ...] = ()


@dataclass(slots=True)
class Lot:
    """The reports of a day, the state before they came, and the stories at an end when they did."""

    mark: Mark
    reports: list[Features]
    ended: list[Story]


class Stories:
    """The stories of all reports so far; always those that `group_reports` makes of them at once.

    Adding to the latest day costs what that day does, however many reports there are. Adding to one of the last
    `LOTS_BACK` days does the days since again; for what is older, all reports are asked for and fed anew. Reports
    without a day come last, so they are done again each time.
    """

    def __init__(self, every: Callable[[], Iterable[Report]]) -> None:
        """Make one without reports.

        Args: every: gives all reports added so far, in any order; asked for when all is to be fed anew.
        """
        self._every = every
        self.stream = StoryStream()
        self.days: dict[str, date] = {}
        self.prints: dict[str, str] = {}
        self.pairs: dict[date, set[Pair]] = {}
        # the last days, which can be gone back; the last of the others; the stories at an end by then
        self.lots: dict[date, Lot] = {}
        self.settled: date | None = None
        self.ended: list[Story] = []

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories, largest first, then by first day, then id."""
        window = self.stream.window
        told = [*self.ended, *_ended(self.lots.values()), *map(window.story, window.stories)]
        return tuple(sorted(told, key=lambda story: (-len(story.reports), self.days[story.reports[0]], story.id)))

    def change(
        self,
        reports: Iterable[Report] = (),
        gone: Iterable[str] = (),
        links: Iterable[Link] = (),
        unlinked: Iterable[Pair] = (),
    ) -> StoryChanges:
        """Take reports in and out, and take over what tracing says otherwise than before.

        Args:
            reports: in any order. One that is in already takes the place of what it was: at no cost where it is of
                the same day and words, as when only its outlet is another.
            gone: ids of reports, to be as if they had never come; those that are not in are passed over.
            links: the new ones, and those that changed; the last one between two reports holds. Those to a report
                that has not come yet are passed over.
            unlinked: pairs of reports, as in a link, that have none any more.
        Returns: The stories that are not as they were.
        """
        prints = {report.id: (print_of(report), report) for report in reports}
        coming = {key: report for key, (own, report) in prints.items() if self.prints.get(key) != own}
        out = {key: self.days.pop(key) for key in (*gone, *coming) if key in self.days}
        for key in out:
            del self.prints[key]
        if out:
            for pairs in self.pairs.values():
                pairs -= {pair for pair in pairs if not out.keys().isdisjoint(pair)}
        fresh: dict[date, list[Report]] = defaultdict(list)
        for key, report in coming.items():
            self.prints[key], self.days[key] = prints[key][0], report.day or date.max
            fresh[self.days[key]].append(report)
        tied = dict.fromkeys(unlinked, False) | {(link.left, link.right): is_tie(link) for link in links}
        return self._done_again({*out.values(), *fresh, *self._tied(tied)}, fresh)

    def _tied(self, tied: Mapping[Pair, bool]) -> set[date]:
        """Note which pairs are ties and which are not; the days on which that is new."""
        days = set()
        for pair, holds in tied.items():
            if pair[0] in self.days and pair[1] in self.days:
                day = max(self.days[report] for report in pair)
                pairs = self.pairs.setdefault(day, set())
                if holds != (pair in pairs):
                    days.add(day)
                    (pairs.add if holds else pairs.discard)(pair)
        return days

    def _done_again(self, days: Collection[date], fresh: Mapping[date, Sequence[Report]]) -> StoryChanges:
        """Do the days from the earliest of some on again, with fresh reports among them."""
        if not days:
            return StoryChanges()
        before, earliest = self.stream.window, min(days)
        if self.settled and earliest <= self.settled:
            was_ended = [*self.ended, *_ended(self.lots.values())]
            again = self._anew({report.id for lot in fresh.values() for report in lot})
        else:
            back = {day: self.lots.pop(day) for day in list(self.lots) if day >= earliest}
            was_ended, again = _ended(back.values()), {day: lot.reports for day, lot in back.items()}
            for lot in islice(back.values(), 1):
                self.stream.go_back(lot.mark)
            if not back:  # what comes goes on from there
                before = before.copy()
        now_ended = self.feed(again, fresh)
        after = self.stream.window
        return _changes([*was_ended, *_told(before, after)], [*now_ended, *_told(after, before)])

    def _anew(self, fresh: Collection[str]) -> dict[date, list[Features]]:
        """Start without reports; those that are to be fed, but for fresh ones."""
        self.stream, self.lots, self.settled, self.ended = StoryStream(), {}, None, []
        again: dict[date, list[Features]] = defaultdict(list)
        for report in self._every():
            if report.id in self.days and report.id not in fresh:
                again[self.days[report.id]].append(features_of(report))
        return again

    def feed(
        self, again: Mapping[date, list[Features]], fresh: Mapping[date, Sequence[Report]] = MappingProxyType({})
    ) -> list[Story]:
        """Feed days that are later than those fed so far; the stories at an end meanwhile."""
        ended = []
        days = sorted({*again, *fresh})
        for left, day in zip(range(len(days), 0, -1), days, strict=True):
            coming = fresh.get(day, ())
            new = {report.id for report in coming}
            lot = [one for one in again.get(day, ()) if self.days.get(one.report) == day and one.report not in new]
            lot += map(features_of, coming)
            # what will not be gone back to needs no mark
            mark = self.stream.mark() if left <= LOTS_BACK else None
            found = self.stream.add(lot, self.pairs.get(day, ()))
            ended += found
            while self.lots and len(self.lots) > (LOTS_BACK - 1 if mark else 0):
                self._settle(next(iter(self.lots)))
            if mark:
                self.lots[day] = Lot(mark, lot, found)
            else:
                self.settled = day
                self.ended += found
        return ended

    def _settle(self, day: date) -> None:
        """Never go back to a day again."""
        lot = self.lots.pop(day)
        self.stream.forget(lot.mark)
        self.settled = day
        self.ended += lot.ended


def _ended(lots: Iterable[Lot]) -> list[Story]:
    return [story for lot in lots for story in lot.ended]


def _told(window: Window, other: Window) -> list[Story]:
    """The stories of a window that another, which shares what is the same, may not have."""
    keys = {window.story_of[n] for n, text in window.texts.items() if other.texts.get(n) is not text}
    keys |= {key for key, story in window.stories.items() if other.stories.get(key) is not story}
    return [window.story(key) for key in sorted(keys)]


def _changes(before: Iterable[Story], after: Iterable[Story]) -> StoryChanges:
    old, new = ({story.id: story for story in sorted(told, key=lambda s: s.id)} for told in (before, after))
    return StoryChanges(
        tuple(story for key, story in new.items() if key not in old),
        tuple(story for key, story in new.items() if key in old and old[key] != story),
        tuple(story for key, story in old.items() if key not in new),
    )
