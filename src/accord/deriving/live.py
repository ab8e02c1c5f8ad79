"""The reports of a record as they are traced and grouped now, so that a further one changes only what it touches."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Self

from accord.api import Progress, silent
from accord.deriving.lineages import Lineages, Retraced
from accord.deriving.ruled import are_decided, ruled_stories
from accord.grouping.live import Stories, StoryChanges
from accord.grouping.state import from_bytes, to_bytes
from accord.model.lineage import Lineage
from accord.model.report import Published, Report
from accord.model.ruling import Ruling
from accord.model.story import Story
from accord.store.rows import report_key
from accord.tracing.tracer import Tracer

Every = Callable[[], Sequence[Report]]
"""Gives every report of the record, as it stands and is amended."""

Fetch = Callable[[Collection[str]], Iterable[Report]]
"""Gives some reports of the record, as they stand and are amended, by id."""

Arrivals = Callable[[Collection[str] | None], Mapping[str, date]]
"""Gives, of some reports or of all, the day that each of those without one is taken for when stories are made."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What became of the lineage, and the reports of stories that are not as they were."""

    retraced: Retraced = field(default_factory=Retraced)
    regrouped: frozenset[str] = frozenset()


class Live:
    """The lineage and the stories of reports, whose texts are not held.

    A report without a day is taken to come after those that were known when it was first kept: taken to come last of
    all, as without a store, such reports would be grouped anew with every further one.
    """

    def __init__(self) -> None:
        self._every: Every = list
        self._keys: dict[str, str] = {}
        self._days: dict[str, date | None] = {}
        self._taken_back: dict[str, date] = {}
        self._arrived: dict[str, date] = {}
        self._latest: date | None = None
        self._grouped = Stories(self._every_as_grouped)
        self._lineages = Lineages()
        self._at_hand = _AtHand()
        self._tracer = Tracer(self._at_hand)
        self._stories: dict[str, Story] = {}
        self._story_of: dict[str, str] = {}
        self._decided = False

    def save(self, folder: Path) -> None:
        """Write all but what a derivation's rows hold: reports by id, what tracing and grouping have built.

        Raises: OSError: the folder can't be written.
        """
        days = [_written(self._days), _written(self._taken_back), _written(self._arrived)]
        told = {"keys": self._keys, "days": days}
        (folder / "reports.json").write_text(json.dumps(told), "ascii")
        (folder / "grouped").write_bytes(to_bytes(self._grouped))
        with (folder / "traced").open("wb") as file:
            self._tracer.save(file)

    @classmethod
    def load(cls, folder: Path, stories: Sequence[Story], lineage: Lineage) -> Self:
        """Go on from what was saved.

        Args: stories, lineage: as they were when it was.
        Raises: OSError, ValueError, KeyError: it can't be read, or is damaged.
        """
        live = cls()
        told = json.loads((folder / "reports.json").read_text("ascii"))
        days = [{k: v and date.fromisoformat(v) for k, v in held.items()} for held in told["days"]]
        live._keys, (live._days, live._taken_back, live._arrived) = told["keys"], days
        grouped = from_bytes((folder / "grouped").read_bytes(), live._every_as_grouped)
        if grouped is None:
            raise ValueError(f"{folder} is damaged")
        live._grouped = grouped
        with (folder / "traced").open("rb") as file:
            live._tracer = Tracer.load(file, live._at_hand)
        live._lineages = Lineages(lineage)
        live._stories = {story.id: story for story in stories}
        live._story_of = {report: story.id for story in stories for report in story.reports}
        live._decided = True  # perhaps: it is found out with the next change
        live._latest = live._find_latest()
        return live

    def forget_words(self) -> None:
        """Forget the words that only reports had that are gone."""
        self._tracer.forget_words()

    @property
    def latest_day(self) -> date | None:
        """The latest day on which a report was published or withdrawn, None where no such day is known."""
        return self._latest

    @property
    def stories(self) -> Mapping[str, Story]:
        """Every story, by id."""
        return self._stories

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, report: str) -> bool:
        return report in self._keys

    def first_day_of(self, story: Story) -> date | None:
        """The first day on which a report of a story was published, None where none is known.

        Raises: KeyError: one of its reports is not here.
        """
        return min((day for report in story.reports if (day := self._days[report])), default=None)

    def lineage_of(self, reports: Collection[str]) -> Lineage:
        """The lineage of some reports: what they carry, and the links between them."""
        return self._lineages.of(reports)

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
        fetch: Fetch,
        arrivals: Arrivals,
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
        replaced = not self._keys.keys().isdisjoint(out)
        for name in out:
            for held in (self._keys, self._days, self._taken_back, self._arrived):
                held.pop(name, None)
        self._keys |= keys
        self._days |= {report.id: report.day for report in coming}
        undated = [report.id for report in coming if not report.day]
        self._arrived |= arrivals(undated if self._grouped.days else None)
        taken_back = {r.id: r.withdrawn.on for r in coming if r.withdrawn and r.withdrawn.on}
        self._taken_back |= taken_back
        if replaced:
            self._latest = self._find_latest()
        else:
            came = (self._latest, *(report.day for report in coming), *taken_back.values())
            self._latest = max(filter(None, came), default=None)
        progress("tracing", 0, None)
        retraced = self._trace(out, coming, fetch)
        progress("grouping", 0, None)
        links = self._lineages.touching(report.id for report in coming)
        told = self._grouped.change(
            map(self._as_grouped, coming),
            out - keys.keys(),
            (retraced.links | links).values(),
            retraced.unlinked,
        )
        return Moves(retraced, self._regroup(told, every, rulings))

    def _find_latest(self) -> date | None:
        return max(filter(None, (*self._days.values(), *self._taken_back.values())), default=None)

    def _trace(self, gone: Collection[str], coming: Sequence[Report], fetch: Fetch) -> Retraced:
        self._at_hand.hold(coming, fetch)
        left = self._tracer.remove(gone)
        came = self._tracer.add(coming)
        self._at_hand.hold((), fetch)
        retraced = self._lineages.take_over(left.lineage, left.gone, gone)
        retraced.add(self._lineages.take_over(came.lineage, came.gone))
        return retraced

    def _every_as_grouped(self) -> Iterator[Report]:
        return map(self._as_grouped, self._every())

    def _as_grouped(self, report: Report) -> Report:
        day = None if report.day else self._arrived.get(report.id)
        return replace(report, published=Published(day, known_from="inferred")) if day else report

    def _regroup(self, told: StoryChanges, every: Every, rulings: Sequence[Ruling]) -> frozenset[str]:
        """Take over what became of the stories; the reports of those that are not as they were."""
        decided = are_decided(rulings)
        if decided or self._decided:
            ruled = ruled_stories(self._grouped.stories, every, self._lineages, rulings)
            was, now = dict(self._stories), {story.id: story for story in ruled}
        else:
            now = {story.id: story for story in (*told.new, *told.changed)}
            keys = now.keys() | {story.id for story in told.gone}
            was = {key: self._stories[key] for key in keys & self._stories.keys()}
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


def _written(days: Mapping[str, date | None]) -> dict[str, str | None]:
    return {name: day.isoformat() if day else None for name, day in days.items()}


class _AtHand:
    """The reports that tracing looks at again: those that come now, and others as they are fetched."""

    def __init__(self) -> None:
        self._held: dict[str, Report] = {}
        self._fetch: Fetch = lambda _names: ()

    def hold(self, reports: Iterable[Report], fetch: Fetch) -> None:
        """Have some reports at hand, and no others."""
        self._held, self._fetch = {report.id: report for report in reports}, fetch

    def __call__(self, names: Collection[str]) -> Iterator[Report]:
        """The reports of some ids."""
        yield from (self._held[name] for name in names if name in self._held)
        if others := [name for name in names if name not in self._held]:
            yield from self._fetch(others)


def _regrouped(before: Mapping[str, Story], after: Mapping[str, Story]) -> frozenset[str]:
    """The reports of stories that are not the same before and after."""
    pairs = ((before.get(key), after.get(key)) for key in before.keys() | after.keys())
    differing = [story for one, other in pairs if one != other for story in (one, other) if story]
    return frozenset(report for story in differing for report in story.reports)
