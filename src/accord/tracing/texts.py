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

    `prepared` is that of the report which stands for the text: one that credits nobody if there is one, of the
    smallest id.

    `publishers` and `days` are those known of them; copies of unknown outlet or day add nothing.
    """

    prepared: Prepared
    reports: tuple[Report, ...]
    publishers: frozenset[str]
    days: tuple[date, ...]

    @property
    def key(self) -> str:
        """The id of the report that stands for the text."""
        return self.first.id

    @property
    def first(self) -> Report:
        """The report that stands for the text; spans of its links are offsets into it."""
        return self.prepared.report


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
    first = min(group, key=lambda ready: (bool(claimed_agencies(ready.report)), ready.report.id))
    reports = tuple(ready.report for ready in group)
    publishers = frozenset(name for report in reports if (name := own_name(report)))
    return Text(first, reports, publishers, tuple(sorted({r.day for r in reports if r.day})))


def same_publisher(left: Text, right: Text) -> bool:
    """True when one publisher, and no other known one, printed both texts."""
    return bool(left.publishers) and left.publishers == right.publishers and len(left.publishers) == 1


def share_publisher(left: Text, right: Text) -> bool:
    """True when some report of each comes from the same publisher."""
    return bool(left.publishers & right.publishers)


def days_apart(left: Text, right: Text) -> int | None:
    """The fewest days between publications of the two texts, of known day; None when one has none."""
    return min((abs((a - b).days) for a in left.days for b in right.days), default=None)
