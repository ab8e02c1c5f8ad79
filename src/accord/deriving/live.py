"""The reports of a record as they are traced and grouped now, so that a further one changes only what it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from accord.api import Progress, silent
from accord.deriving.lineages import Lineages, Retraced
from accord.deriving.ruled import are_decided, ruled_stories
from accord.grouping.live import Stories, StoryChanges
from accord.model.lineage import Lineage
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.model.story import Story
from accord.store.rows import report_key
from accord.tracing.trace import trace_origins

Every = Callable[[], Sequence[Report]]
"""Gives every report of the record, as it stands and is amended."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What became of the lineage, and the reports of stories that are not as they were."""

    retraced: Retraced = field(default_factory=Retraced)
    regrouped: frozenset[str] = frozenset()


class Live:
    """The lineage and the stories of reports, whose texts are not held."""

    def __init__(self) -> None:
        self._every: Every = list
        self._keys: dict[str, str] = {}
        self._taken_back: dict[str, date] = {}
        self._grouped = Stories(lambda: self._every())
        self._lineages = Lineages()
        self._stories: dict[str, Story] = {}
        self._story_of: dict[str, str] = {}
        self._decided = False

    @property
    def latest_day(self) -> date | None:
        """The latest day on which a report was published or withdrawn, None where no such day is known."""
        days = (*self._grouped.days.values(), *self._taken_back.values())
        return max((day for day in days if day != date.max), default=None)

    @property
    def stories(self) -> Mapping[str, Story]:
        """Every story, by id."""
        return self._stories

    def __contains__(self, report: str) -> bool:
        return report in self._grouped.days

    def day_of(self, report: str) -> date | None:
        """The day a report was published, None where it is not known.

        Raises: KeyError: there is no such report.
        """
        day = self._grouped.days[report]
        return None if day == date.max else day

    def story_of(self, report: str) -> str | None:
        """The id of the story of a report, None for a report that is not here."""
        return self._story_of.get(report)

    @property
    def lineages(self) -> Lineages:
        """Who carries what."""
        return self._lineages

    def change(
        self,
        gone: Iterable[str],
        new: Sequence[Report],
        every: Every,
        rulings: Sequence[Ruling],
        progress: Progress = silent,
    ) -> Moves:
        """Take reports away and take reports in, then trace and group.

        Args: gone: ids; new: one that is here already changes nothing, another of its id takes its place; rulings: all.
        Returns: What is not as it was.
        """
        self._every = every
        keys = {report.id: report_key(report) for report in new}
        coming = [report for report in new if self._keys.get(report.id) != keys[report.id]]
        out = {*gone, *(report.id for report in coming)}
        for name in out:
            self._keys.pop(name, None)
            self._taken_back.pop(name, None)
        self._keys |= keys
        self._taken_back |= {r.id: r.withdrawn.on for r in coming if r.withdrawn and r.withdrawn.on}
        progress("tracing", 0, None)
        before, self._lineages = self._lineages, Lineages(trace_origins(every()))
        retraced = self._lineages.since(before)
        progress("grouping", 0, None)
        left = self._grouped.remove(out)
        links = self._lineages.touching(report.id for report in coming)
        came = self._grouped.add(coming, (retraced.links | links).values(), retraced.unlinked)
        return Moves(retraced, self._regroup((left, came), every, rulings))

    def _regroup(self, told: Sequence[StoryChanges], every: Every, rulings: Sequence[Ruling]) -> frozenset[str]:
        """Take over what became of the stories, one after another; the reports of those that are not as they were."""
        decided = are_decided(rulings)
        if decided or self._decided:
            ruled = ruled_stories(self._grouped.stories, every, self._lineages, rulings)
            was, now = dict(self._stories), {story.id: story for story in ruled}
        else:
            keys = {story.id for changes in told for story in (*changes.gone, *changes.new, *changes.changed)}
            was = {key: self._stories[key] for key in keys & self._stories.keys()}
            now = dict(was)
            for changes in told:
                for story in changes.gone:
                    now.pop(story.id, None)
                now |= {story.id: story for story in (*changes.new, *changes.changed)}
        self._decided = decided
        for story in was.values():
            del self._stories[story.id]
            for report in story.reports:
                self._story_of.pop(report, None)
        self._stories |= now
        self._story_of |= {report: story.id for story in now.values() for report in story.reports}
        return _regrouped(was, now)

    def compare(self, stories: Iterable[Story], lineage: Lineage) -> Moves:
        """What is not as it was in a record with these stories and this lineage."""
        was = {story.id: story for story in stories}
        return Moves(self._lineages.since(Lineages(lineage)), _regrouped(was, self._stories))


def _regrouped(before: Mapping[str, Story], after: Mapping[str, Story]) -> frozenset[str]:
    """The reports of stories that are not the same before and after."""
    pairs = ((before.get(key), after.get(key)) for key in before.keys() | after.keys())
    differing = [story for one, other in pairs if one != other for story in (one, other) if story]
    return frozenset(report for story in differing for report in story.reports)
