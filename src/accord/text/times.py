"""Times in a report: expressions of days, runs of days and durations, resolved against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.model.period import Period
from accord.model.span import Span


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression. `period` is None when it can't be resolved; `duration` is ISO 8601 for a length of time.

    `deadline` is true for "by", "within", "until" expressions, where `period.last` is the day that counts.
    """

    span: Span
    period: Period | None
    duration: str | None = None
    deadline: bool = False


def find_times(text: str, sentence: Span, published: date | None, future: bool = False) -> list[TimeExpression]:
    """Time expressions of one sentence, in text order, never overlapping.

    Args:
        text: the report's prose.
        sentence: where to look.
        published: the report's day; relative times stay unresolved without it.
        future: the act they date is still to come, so that a bare weekday lies on or after `published`.
    """
    return []
