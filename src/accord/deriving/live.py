"""The reports of a record as they are traced and grouped now, so that a further one changes only what it touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from accord.api import Progress, latest_day, silent, trace_and_group
from accord.model.lineage import Carriage, Lineage, Link
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.model.story import Story

Tie = Story | Carriage | Link
Ties = Mapping[str, frozenset[Tie]]
"""For each report, by id, what it is bound up in: its story, the origins it carries, its links."""

Moves = Mapping[str, tuple[frozenset[Tie], frozenset[Tie]]]
"""Each report that is bound up in something else than before: what it was, what it is."""


class Live:
    """Reports with their lineage and stories."""

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._lineage = Lineage()
        self._stories: dict[str, Story] = {}
        self._story_of: dict[str, str] = {}

    @property
    def latest_day(self) -> date | None:
        """The latest day of publication, None where no report has one."""
        return latest_day(self._reports.values())

    @property
    def stories(self) -> Mapping[str, Story]:
        """Every story, by id."""
        return self._stories

    def __contains__(self, report: str) -> bool:
        return report in self._reports

    def report(self, name: str) -> Report:
        """The report of that id.

        Raises: KeyError: there is none.
        """
        return self._reports[name]

    def story_of(self, name: str) -> str | None:
        """The id of the story of a report, None for a report that is not here."""
        return self._story_of.get(name)

    def lineage_of(self, groups: Sequence[Sequence[str]]) -> tuple[Lineage, ...]:
        """The lineage of each group of reports, as `Lineage.split` gives it."""
        return self._lineage.split(groups)

    def whole_lineage(self) -> Lineage:
        """The lineage of all reports."""
        return self._lineage

    def ties(self) -> Ties:
        """What every report is bound up in."""
        return ties_of(self._stories.values(), self._lineage)

    def change(
        self,
        gone: Iterable[str],
        new: Iterable[Report],
        rulings: Sequence[Ruling],
        progress: Progress = silent,
    ) -> Moves:
        """Take reports away and take reports in, then trace and group.

        Args: gone: ids; new: one with the id of a report that is here takes its place; rulings: all there are.
        Returns: What is not as it was.
        """
        before = self.ties()
        for name in gone:
            self._reports.pop(name, None)
        self._reports |= {report.id: report for report in new}
        ordered = sorted(self._reports.values(), key=lambda report: (report.day or date.max, report.id))
        self._lineage, stories = trace_and_group(ordered, progress, rulings=rulings)
        self._stories = {story.id: story for story in stories}
        self._story_of = {report: story.id for story in stories for report in story.reports}
        return differing(before, self.ties())


def ties_of(stories: Iterable[Story], lineage: Lineage) -> Ties:
    """What each report is bound up in."""
    ties: dict[str, set[Tie]] = defaultdict(set)
    for story in stories:
        for report in story.reports:
            ties[report].add(story)
    for carriage in lineage.carriages:
        ties[carriage.report].add(carriage)
    for link in lineage.links:
        ties[link.left].add(link)
        ties[link.right].add(link)
    return {report: frozenset(held) for report, held in ties.items()}


def differing(before: Ties, after: Ties) -> Moves:
    """Each report that is bound up in something else than before, by id."""
    none: frozenset[Tie] = frozenset()
    pairs = {name: (before.get(name, none), after.get(name, none)) for name in sorted(before.keys() | after.keys())}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
