"""Distinct texts: reports with the same words count as one text, so that copies sway no statistic and no judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accord.model.report import Report
from accord.tracing.credits import claimed_agencies, own_name
from accord.tracing.prepare import Prepared, prepare


@dataclass(frozen=True, slots=True)
class Text:
    """One wording and the reports that print it, by id.

    `publishers` are the outlets and domains known for them, empty when none is known for one of them: then nothing
    may be concluded from who published.
    """

    prepared: Prepared
    reports: tuple[Report, ...]
    publishers: frozenset[str]
    days: tuple[date, ...]

    @property
    def is_dated(self) -> bool:
        """True when the day of every report is known."""
        return all(report.day for report in self.reports)

    @property
    def first(self) -> Report:
        """The report that stands for the text: one that credits nobody if there is one, of the smallest id."""
        return min(self.reports, key=lambda report: (bool(claimed_agencies(report)), report.id))

    @property
    def key(self) -> str:
        """The id of the report that stands for the text."""
        return self.first.id


def distinct_texts(reports: Sequence[Report]) -> list[Text]:
    """Put reports with the same folded words together; without words, those with the same signs.

    Returns: The texts in the order of their words, so that a further copy changes no place.
    """
    groups: dict[str, list[Prepared]] = {}
    for report in sorted(reports, key=lambda r: r.id):
        ready = prepare(report)
        words = " ".join(ready.folded.words) or f"\n{report.text}"
        groups.setdefault(words, []).append(ready)
    return [_text(groups[words]) for words in sorted(groups)]


def _text(group: list[Prepared]) -> Text:
    reports = tuple(ready.report for ready in group)
    names = [own_name(r) for r in reports]
    publishers = frozenset(n for n in names if n) if all(names) else frozenset[str]()
    return Text(group[0], reports, publishers, tuple(sorted({r.day for r in reports if r.day})))


def same_publisher(left: Text, right: Text) -> bool:
    """True when all reports of both texts are known to come from one publisher."""
    return bool(left.publishers) and left.publishers == right.publishers and len(left.publishers) == 1


def share_publisher(left: Text, right: Text) -> bool:
    """True when some report of each comes from the same publisher."""
    return bool(left.publishers & right.publishers)


def days_apart(left: Text, right: Text) -> int | None:
    """The fewest days between publications of the two texts; None when a day is unknown."""
    if not (left.is_dated and right.is_dated):
        return None
    return min(abs((a - b).days) for a in left.days for b in right.days)
