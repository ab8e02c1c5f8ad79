"""Group reports into stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from accord.model.lineage import Link
from accord.model.report import Report
from accord.model.story import Story


def group_reports(reports: Sequence[Report], links: Sequence[Link] = ()) -> tuple[Story, ...]:
    """Put the reports of one episode together: the stream of stories, fed week by week.

    Reports are one story when they tell of the same in like words within days, or when one copies or rewrites the
    other. A report like no other is a story of its own; one in a language that can't be read goes by its names,
    numbers and copies. Reports without a day come last: they join the stories that are open then.

    Args:
        reports: in any order, ids unique; the order changes nothing.
        links: from tracing; those that don't join origins are passed over.
    Returns: Stories, largest first, then by first day, then id; every report in exactly one. Empty for no reports.
    """
    if not reports:
        return ()
    from accord.grouping.stream import StoryStream

    stream = StoryStream()
    stories = [story for sunday, lot in week_lots(reports) for story in stream.add(lot, links, sunday)]
    stories += stream.close()
    first = {report.id: report.day or date.max for report in reports}
    stories.sort(key=lambda s: (-len(s.reports), min(first[r] for r in s.reports), s.id))
    return tuple(stories)


def week_lots(reports: Iterable[Report]) -> Iterator[tuple[date | None, list[Report]]]:
    """The reports of each week with its Sunday, the weeks in order; those without a day last.

    A week is settled at once: what stands in its reports together tells episodes apart better than each day alone.
    """
    lots: dict[date | None, list[Report]] = {}
    for report in reports:
        lots.setdefault(_sunday(report.day) if report.day else None, []).append(report)
    for sunday in sorted(lots, key=lambda day: (day is None, day or date.min)):
        yield sunday, lots[sunday]


def _sunday(day: date) -> date:
    return day + timedelta(days=min(6 - day.weekday(), (date.max - day).days))
