"""Stories as a stream: each lot of reports joins, opens or, rarely, merges stories; those at rest are let go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from accord.grouping.bundles import Words, holding, take_words, tie
from accord.grouping.joining import Days, Group, join, stretch
from accord.grouping.likeness import Comparison
from accord.grouping.titles import report_title
from accord.grouping.vectors import Frequencies, Vector, nearness, scaled, total
from accord.model.identity import content_id
from accord.model.lineage import Link
from accord.model.report import Report
from accord.model.story import Story

WINDOW_DAYS = 200
"""A story that rests longer is over; what comes later opens another."""

LEAST = 0.05
"""Average likeness below this is none."""

BLOCK = 512
"""New texts compared with one another at a time; a larger lot is taken in parts."""

NEAR = 4
"""Stories nearest to a new text that are compared with each other: it may be the bridge between them."""

MAX_TERMS = 4000
"""Terms kept of a story, the heaviest first."""


@dataclass(slots=True)
class _Open:
    """A story that goes on. `total` is the sum of its texts' vectors, `size` how many texts that are.

    `touched` is the day of the stream on which it was last joined. `title` comes with what decides among titles:
    whether there is a title proper, how many print the text, and the vector of the report it is from.
    """

    total: Vector
    size: int
    days: Days | None
    touched: date | None
    reports: list[tuple[date, str]] = field(default_factory=list)
    keys: set[bytes] = field(default_factory=set)
    titles: list[tuple[tuple[bool, int], Vector, str, str]] = field(default_factory=list)


class StoryStream:
    """Groups reports as they come.

    What is held: the open stories, each with the sum of its texts' vectors, one title and its reports' ids and days;
    no texts. It grows with the reports of the last `WINDOW_DAYS` days, not with the stream.
    """

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._by_key: dict[bytes, _Open] = {}
        self._by_report: dict[str, _Open] = {}
        self._frequencies = Frequencies()
        self._comparison = Comparison()

    @property
    def n_open(self) -> int:
        """How many stories are held."""
        return len(self._open)

    def add(
        self, reports: Iterable[Report], links: Iterable[Link] = (), today: date | None = None
    ) -> tuple[Story, ...]:
        """Take in a lot of reports that arrived together; their order changes nothing.

        Args:
            reports: of one week, say (`week_lots`); ids not met before.
            links: from tracing, between them and to earlier ones.
            today: the day of the stream, by which stories rest; None: no time has passed.
        Returns: The stories that are over, by first day, then id.
        """
        over = self._let_go(today)
        lot = [take_words(report) for report in sorted(reports, key=lambda r: r.id)]
        sure = holding(links)
        new: list[list[Words]] = []
        for places in tie(lot, sure):
            bundle = [lot[place] for place in places]
            home = self._home(bundle, sure)
            if home is None:
                new.append(bundle)
            else:
                self._print_again(home, bundle, today)
        for bundle in new:
            self._frequencies.count(sorted({term for words in bundle for term in words.prominences}))
        for start in range(0, len(new), BLOCK):
            self._join([self._opened(bundle, today) for bundle in new[start : start + BLOCK]])
        return over

    def close(self) -> tuple[Story, ...]:
        """End the stream: every story still held, by first day, then id."""
        return self._end(self._open)

    def _let_go(self, today: date | None) -> tuple[Story, ...]:
        if today is None:
            return ()
        oldest = today - timedelta(days=min(WINDOW_DAYS, (today - date.min).days))
        return self._end([story for story in self._open if story.touched is not None and story.touched < oldest])

    def _end(self, over: Sequence[_Open]) -> tuple[Story, ...]:
        gone = {id(story) for story in over}
        self._open = [story for story in self._open if id(story) not in gone]
        for story in over:
            for key in story.keys:
                del self._by_key[key]
            for _, report in story.reports:
                self._by_report.pop(report, None)
        ended = sorted((min(story.reports)[0], _finished(story).id, _finished(story)) for story in over)
        return tuple(story for _, _, story in ended)

    def _home(self, bundle: Sequence[Words], sure: Iterable[Link]) -> _Open | None:
        """The open story that prints a text of the bundle already, or one it copies or retells most surely."""
        for words in bundle:
            if words.key in self._by_key:
                return self._by_key[words.key]
        ids = {words.report.id for words in bundle if not words.brief}
        for link in sure:
            if (link.left in ids) != (link.right in ids):
                other = link.right if link.left in ids else link.left
                if other in self._by_report:
                    return self._by_report[other]
        return None

    def _print_again(self, home: _Open, bundle: Sequence[Words], today: date | None) -> None:
        """Reports that print or retell what a story has already: they add days, and nothing to what it says."""
        for words in bundle:
            self._enter(home, words)
        home.touched = today or home.touched

    def _enter(self, story: _Open, words: Words) -> None:
        report = words.report
        story.reports.append((report.day or date.max, report.id))
        story.keys.add(words.key)
        story.days = stretch(story.days, (report.day, report.day) if report.day else None)
        self._by_key[words.key] = story
        if not words.brief:
            self._by_report[report.id] = story

    def _opened(self, bundle: Sequence[Words], today: date | None) -> _Open:
        vectors = [self._frequencies.weigh(words.prominences) for words in bundle]
        story = _Open(scaled(total(vectors)), 1, None, today)
        for words, vector in zip(bundle, vectors, strict=True):
            self._enter(story, words)
            titled = bool(words.report.title and words.report.title.strip())
            story.titles.append(((not titled, -len(bundle)), vector, words.report.id, report_title(words.report)))
        return story

    def _join(self, new: Sequence[_Open]) -> None:
        n_old = len(self._open)
        groups = [*self._open, *new]
        alike = self._alike(groups, n_old)
        made = [Group(story.size, story.days) for story in groups]
        for places in join(made, alike, n_old):
            first = groups[places[0]]
            for place in places[1:]:
                self._take(first, groups[place])
            if places[-1] >= n_old:
                _settle_title(first)
            if places[0] >= n_old:
                self._open.append(first)
        self._open = [story for story in self._open if story.size]

    def _alike(self, groups: Sequence[_Open], n_old: int) -> dict[tuple[int, int], float]:
        """Summed likenesses of new texts with all groups, and of stories that one new text is near to."""
        import numpy as np

        totals = [group.total for group in groups]
        table = self._comparison.inner_products(totals, totals[n_old:]).round(9)
        average = table / np.array([g.size for g in groups])[:, None]
        alike = {}
        bridged: set[tuple[int, int]] = set()
        for number in range(len(groups) - n_old):
            column = average[: n_old + number, number]
            found = np.flatnonzero(column >= LEAST).tolist()
            for place in found:
                alike[place, n_old + number] = float(table[place, number])
            old = sorted((place for place in found if place < n_old), key=lambda p: (-column[p], p))[:NEAR]
            bridged.update(combinations(sorted(old), 2))
        for a, b in sorted(bridged):
            alike[a, b] = round(nearness(groups[a].total, groups[b].total), 9)
        return alike

    def _take(self, story: _Open, other: _Open) -> None:
        """Take another story, new or old, into one."""
        both = total([story.total, other.total])
        story.total = both if len(both.terms) <= MAX_TERMS else _pruned(both)
        story.size += other.size
        story.days = stretch(story.days, other.days)
        story.touched = max((day for day in (story.touched, other.touched) if day), default=None)
        story.reports += other.reports
        story.keys |= other.keys
        story.titles += other.titles
        self._by_key.update(dict.fromkeys(other.keys, story))
        self._by_report.update({report: story for _, report in other.reports if report in self._by_report})
        other.size = 0


def _pruned(vector: Vector) -> Vector:
    import numpy as np

    kept = np.sort(np.lexsort((vector.terms, -vector.weights))[:MAX_TERMS])
    return Vector(vector.terms[kept], vector.weights[kept])


def _settle_title(story: _Open) -> None:
    """Keep one title: a title proper first, then of the text that most print, then nearest to the story's middle."""
    best = min(story.titles, key=lambda t: (t[0], -round(nearness(t[1], story.total), 6), t[2]))
    story.titles = [best]


def _finished(story: _Open) -> Story:
    ordered = tuple(report for _, report in sorted(story.reports))
    return Story(content_id("story", *sorted(ordered)), story.titles[0][3], ordered)
