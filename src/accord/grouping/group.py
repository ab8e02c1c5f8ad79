"""Group reports into stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from accord.model.identity import content_id
from accord.model.lineage import JOINING, Link
from accord.model.report import Report
from accord.model.story import Story

SURE = 0.6
"""Confidence from which a copy or rewrite holds two reports together."""


def group_reports(reports: Sequence[Report], links: Sequence[Link] = ()) -> tuple[Story, ...]:
    """Put the reports of one episode together.

    Reports are one story when they tell of the same in like words within weeks, or when one copies or rewrites
    the other. A report like no other is a story of its own; one in a language that can't be read goes by its names,
    numbers and copies.

    Args:
        reports: in any order, ids unique; the order changes nothing.
        links: from tracing; those that don't join origins are passed over.
    Returns: Stories, largest first, then by first day, then id; every report in exactly one. Empty for no reports.
    """
    if not reports:
        return ()
    from accord.grouping.clusters import cluster
    from accord.grouping.similarity import find_alike
    from accord.grouping.vectors import make_vectors

    ordered = sorted(reports, key=lambda r: r.id)
    place = {report.id: i for i, report in enumerate(ordered)}
    tied = [
        (place[link.left], place[link.right])
        for link in links
        if link.kind in JOINING and link.confidence >= SURE and link.left in place and link.right in place
    ]
    alike = find_alike(make_vectors(ordered), [r.day for r in ordered])
    stories = [_story([ordered[i] for i in group], group, alike) for group in cluster(len(ordered), alike, tied)]
    first = {report.id: report.day or date.max for report in ordered}
    stories.sort(key=lambda s: (-len(s.reports), min(first[r] for r in s.reports), s.id))
    return tuple(stories)


def _story(members: list[Report], places: list[int], alike: Mapping[tuple[int, int], float]) -> Story:
    """Make a story; its title is that of the report most like the others, one with a title before one without."""
    from accord.grouping.titles import report_title

    closeness = {
        place: sum(alike.get((min(place, other), max(place, other)), 0.0) for other in places if other != place)
        for place in places
    }
    by_place = dict(zip(places, members, strict=True))
    best = min(places, key=lambda p: (not by_place[p].title, -round(closeness[p], 6), by_place[p].id))
    ids = sorted((m.day or date.max, m.id) for m in members)
    story_id = content_id("story", *sorted(m.id for m in members))
    return Story(story_id, report_title(by_place[best]), tuple(report for _, report in ids))
