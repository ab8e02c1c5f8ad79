"""Distinct texts: reports with the same words count as one text, so that copies sway no statistic and no judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accord.model.report import Report
from accord.tracing.credits import claimed_agencies, own_name


@dataclass(frozen=True, slots=True)
class Text:
    """One wording and the reports that print it, by id.

    `first` stands for the text: a report that credits nobody if there is one, of the smallest id; spans of the text's
    links are offsets into it. `publishers` and `days` are those known of the reports; copies of unknown outlet or day
    add nothing.
    """

    first: Report
    reports: tuple[Report, ...]
    publishers: frozenset[str]
    days: tuple[date, ...]

    @property
    def key(self) -> str:
        """The id of the report that stands for the text."""
        return self.first.id


def stands_for(report: Report, other: Report) -> bool:
    """True when a report stands for a text rather than another that prints it: it credits nobody, the other does."""
    return (bool(claimed_agencies(report)), report.id) < (bool(claimed_agencies(other)), other.id)


def text_of(reports: Sequence[Report]) -> Text:
    """The text that some reports, at least one, print with the same words."""
    ordered = sorted(reports, key=lambda r: r.id)
    first = ordered[0]
    for report in ordered[1:]:
        first = report if stands_for(report, first) else first
    publishers = frozenset(name for report in ordered if (name := own_name(report)))
    return Text(first, tuple(ordered), publishers, tuple(sorted({r.day for r in ordered if r.day})))


def same_publisher(left: Text, right: Text) -> bool:
    """True when one publisher, and no other known one, printed both texts."""
    return bool(left.publishers) and left.publishers == right.publishers and len(left.publishers) == 1


def share_publisher(left: Text, right: Text) -> bool:
    """True when some report of each comes from the same publisher."""
    return bool(left.publishers & right.publishers)


def days_apart(left: Text, right: Text) -> int | None:
    """The fewest days between publications of the two texts, of known day; None when one has none."""
    return min((abs((a - b).days) for a in left.days for b in right.days), default=None)
