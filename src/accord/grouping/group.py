"""Group reports into stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from accord.model.identity import content_id
from accord.model.lineage import Link
from accord.model.report import Report
from accord.model.story import Story

if TYPE_CHECKING:
    from accord.grouping.vectors import Vector


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
    from accord.grouping.bundles import bundle, tie
    from accord.grouping.clusters import cluster
    from accord.grouping.similarity import find_alike
    from accord.grouping.vectors import make_vectors, prominence
    from accord.text.folding import fold_text

    ordered = sorted(reports, key=lambda r: r.id)
    words = [fold_text(report.prose).words for report in ordered]
    tied = tie(ordered, [" ".join(text) for text in words], links)
    prominences = [prominence(text, report.title) for text, report in zip(words, ordered, strict=True)]
    vectors = make_vectors(prominences, tied)
    bundles = [bundle(places, vectors, ordered) for places in tied]
    alike = find_alike([b.vector for b in bundles], [b.day for b in bundles])
    groups = [[i for b in group for i in bundles[b].places] for group in cluster(len(bundles), alike)]
    stories = [_story(sorted(group), ordered, vectors) for group in groups]
    first = {report.id: report.day or date.max for report in ordered}
    stories.sort(key=lambda s: (-len(s.reports), min(first[r] for r in s.reports), s.id))
    return tuple(stories)


def _story(places: list[int], reports: Sequence[Report], vectors: Sequence[Vector]) -> Story:
    """Make a story; its title is that of the report nearest to its middle, one with a title before one without."""
    from accord.grouping.titles import report_title
    from accord.grouping.vectors import middle, nearness

    centre = middle([vectors[place] for place in places])
    best = min(places, key=lambda p: (not reports[p].title, -round(nearness(vectors[p], centre), 6), reports[p].id))
    ordered = sorted((reports[place].day or date.max, reports[place].id) for place in places)
    story_id = content_id("story", *sorted(reports[place].id for place in places))
    return Story(story_id, report_title(reports[best]), tuple(report for _, report in ordered))
