"""Group reports into stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from accord.model.lineage import Link
from accord.model.report import Report
from accord.model.story import Story


def group_reports(reports: Sequence[Report], links: Sequence[Link] = ()) -> tuple[Story, ...]:
    """Put the reports of one episode together, as a stream of their days would.

    Reports are one story when they tell of the same in like words within months, or when one copies or rewrites
    the other. A report like no other is a story of its own; one in a language that can't be read goes by its names,
    numbers and copies. Reports without a day come last, as if published on the last day.

    Args:
        reports: in any order, ids unique; the order changes nothing.
        links: from tracing; those that don't join origins are passed over.
    Returns: Stories, largest first, then by first day, then id; every report in exactly one. Empty for no reports.
    """
    from accord.grouping.bundles import Pair, is_tie
    from accord.grouping.features import features_of
    from accord.grouping.stream import StoryStream

    lots: dict[date, list[Report]] = defaultdict(list)
    for report in reports:
        lots[report.day or date.max].append(report)
    day_of = {report.id: report.day or date.max for report in reports}
    tied: dict[date, set[Pair]] = defaultdict(set)
    for link in filter(is_tie, links):
        if link.left in day_of and link.right in day_of:
            tied[max(day_of[link.left], day_of[link.right])].add((link.left, link.right))
    stream, stories = StoryStream(), []
    for day in sorted(lots):
        stories += stream.add(list(map(features_of, lots[day])), tied[day])
    stories += stream.close()
    stories.sort(key=lambda s: (-len(s.reports), day_of[s.reports[0]], s.id))
    return tuple(stories)
