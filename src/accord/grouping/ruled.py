"""Stories as people rule them: brought together, or kept apart, whatever reports come.

A ruling knows the reports that the stories had when it was made. Of a story that holds reports of both sides, every
other report goes with the side it is more like, and so does what copies or rewrites it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from accord.grouping.bundles import SURE
from accord.grouping.likeness import UNDATED, content, fading
from accord.grouping.titles import report_title
from accord.grouping.vectors import Frequencies, Vector, find_parts
from accord.model.identity import content_id
from accord.model.lineage import JOINING, Link
from accord.model.report import Report
from accord.model.ruling import Ruling, RulingAction, in_force
from accord.model.story import Story
from accord.model.ties import Ties
from accord.text.folding import fold_words

NEAREST = 3
"""Reports of a side that another is compared with, the ones most like it."""


def rule_stories(
    stories: Sequence[Story], reports: Sequence[Report], links: Sequence[Link], rulings: Sequence[Ruling]
) -> tuple[Story, ...]:
    """The stories with people's decisions, in the order of `group_reports`.

    Args: rulings: any, the older first where two disagree; those on other things, and those whose reports are no more,
        change nothing.
    """
    decided = [r for r in in_force(rulings) if r.action in (RulingAction.SAME, RulingAction.NOT_SAME)]
    by_id = {report.id: report for report in reports} if decided else {}
    now = list(stories)
    for ruling in decided:
        sides = _sides(ruling, by_id, now)
        if len(sides) < 2:
            continue
        if ruling.action is RulingAction.SAME:
            now = _joined(now, sides, by_id)
        else:
            for other in sides[1:]:
                now = list(_parted(now, sides[0], other, by_id, links))
    if now == list(stories):
        return tuple(stories)
    return tuple(sorted(now, key=lambda s: (-len(s.reports), _day(by_id[s.reports[0]]), s.id)))


def _sides(ruling: Ruling, reports: Mapping[str, Report], stories: Sequence[Story]) -> list[list[str]]:
    """The reports that each target stands for; none where one of the targets is no story and no report, or is gone."""
    urls = {report.url: report.id for report in reports.values() if report.url}
    sides = []
    for target in ruling.targets:
        subject = ruling.subject(target)
        if subject is not None and subject.kind in ("story", "report"):
            named = [q.report if q.report in reports else urls.get(q.url or "", "") for q in subject.words]
        elif target in reports:
            named = [target]
        else:
            named = [i for story in stories if story.id == target for i in story.reports]
        sides.append([i for i in named if i in reports])
    return sides if all(sides) else []


def _joined(stories: list[Story], sides: Sequence[list[str]], reports: Mapping[str, Report]) -> list[Story]:
    """The stories with those that hold one of the sides' reports made one."""
    wanted = {i for side in sides for i in side}
    one = [story for story in stories if wanted.intersection(story.reports)]
    whole = [i for story in one for i in story.reports]
    title = max(one, key=lambda story: len(story.reports)).title
    return [*(s for s in stories if s not in one), _story(whole, reports, title)]


def _parted(
    stories: list[Story],
    stay: Collection[str],
    go: Collection[str],
    reports: Mapping[str, Report],
    links: Sequence[Link],
) -> Iterator[Story]:
    """The stories, each that holds reports of both sides made two."""
    for story in stories:
        own = set(story.reports)
        left, right = own.intersection(stay) - set(go), own.intersection(go)
        if not left or not right:
            yield story
            continue
        leaving = _leaving(story, left, right, reports, links)
        rest = [i for i in story.reports if i not in leaving]
        for part in (rest, [i for i in story.reports if i in leaving]):
            titles = [report_title(reports[i]) for i in part]
            yield _story(part, reports, story.title if story.title in titles else titles[0])


def _leaving(
    story: Story, stay: set[str], go: set[str], reports: Mapping[str, Report], links: Sequence[Link]
) -> set[str]:
    """The reports that go: those named, and those more like them than like those named to stay."""
    ties = Ties[str]()
    own = set(story.reports)
    for link in links:
        if link.kind in JOINING and link.confidence >= SURE and {link.left, link.right} <= own:
            ties.join(link.left, link.right)
    bound: dict[str, set[str]] = {}
    for i in story.reports:
        bound.setdefault(ties.root(i), set()).add(i)
    leaving = set(go)
    alike = _Likeness([reports[i] for i in story.reports])
    for group in bound.values():
        rest = group - stay - go
        if group & go and not group & stay:
            leaving |= rest
        elif bool(group & go) == bool(group & stay):
            # bound to neither side they go together, bound to both each for itself
            parts = [{i} for i in sorted(rest)] if group & go else [rest]
            leaving |= {i for part in parts if alike.nearer(part, go, stay) for i in part}
    return leaving


class _Likeness:
    """How like the reports of one story are to one another."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = {report.id: report for report in reports}
        parts = {report.id: find_parts(fold_words(report.prose), report.title) for report in reports}
        common = Frequencies()
        for part in parts.values():
            common.count(part)
        self._words = {i: common.weigh(part[0]) for i, part in parts.items()}
        self._titles = {i: common.weigh(part[1]) for i, part in parts.items()}

    def nearer(self, group: Collection[str], one: Collection[str], other: Collection[str]) -> bool:
        """True when the reports of the group are more like the one side than the other."""
        return self._near(group, one) > self._near(group, other)

    def _near(self, group: Collection[str], side: Collection[str]) -> float:
        """The likeness of a group to the reports of a side that are most like it, on average."""
        found = sorted((max(self._between(i, j) for i in sorted(group)) for j in sorted(side)), reverse=True)
        best = found[:NEAREST]
        return round(sum(best) / len(best), 6)

    def _between(self, one: str, other: str) -> float:
        import numpy as np

        words, titles = (_cosine(table[one], table[other]) for table in (self._words, self._titles))
        told = content(np.array([[words]]), np.array([[titles]]))
        days = [np.array([_ordinal(self._reports[i])]) for i in (one, other)]
        return float((told * fading(*days))[0, 0])


def _cosine(one: Vector, other: Vector) -> float:
    import numpy as np

    _, here, there = np.intersect1d(one.terms, other.terms, assume_unique=True, return_indices=True)
    return float(one.weights[here] @ other.weights[there])


def _story(ids: Sequence[str], reports: Mapping[str, Report], title: str) -> Story:
    ordered = tuple(sorted(ids, key=lambda i: (_day(reports[i]), i)))
    return Story(content_id("story", ordered[0]), title, ordered)


def _day(report: Report) -> date:
    return report.day or date.max


def _ordinal(report: Report) -> int:
    return report.day.toordinal() if report.day else UNDATED
