"""Stories as people rule them, where all the other stories and their reports are left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from accord.deriving.lineages import Lineages
from accord.grouping.ruled import rule_stories
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction, in_force
from accord.model.story import Story


def are_decided(rulings: Sequence[Ruling]) -> bool:
    """Whether a ruling in force may be on what is one story and what is not."""
    return any(ruling.action in (RulingAction.SAME, RulingAction.NOT_SAME) for ruling in in_force(rulings))


def ruled_stories(
    stories: Sequence[Story], every: Callable[[], Sequence[Report]], lineages: Lineages, rulings: Sequence[Ruling]
) -> tuple[Story, ...]:
    """The stories with people's decisions on them, in the record's order; `every` is asked for where there are any."""
    if not are_decided(rulings):
        return tuple(stories)
    reports = sorted(every(), key=lambda report: (report.day or date.max, report.id))
    return rule_stories(stories, reports, lineages.whole().links, rulings)
