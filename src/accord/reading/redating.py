"""Redating: the days of claims when the day of their report turns out to be another."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import date

from accord.model.claim import Claims, Event, Modality
from accord.model.period import Period
from accord.model.report import Report
from accord.model.span import Span
from accord.text.times.find import find_times


def redated(claims: Claims, before: Report, after: Report) -> Claims:
    """The claims with every day that hung on the report's day resolved against its new one; ids stay as they are.

    Args: before, after: the report with the day it was read by, and with the day it has.
    """
    if before.day == after.day:
        return claims
    prose = after.prose
    return replace(claims, events=tuple(_redated(event, prose, before.day, after.day) for event in claims.events))


def _redated(event: Event, prose: str, before: date | None, after: date | None) -> Event:
    if event.when is None:
        return event
    future = event.modality is Modality.FUTURE
    for ahead in (future, not future):
        if event.date == _days(event, prose, before, ahead).get(event.when):
            now = _days(event, prose, after, ahead).get(event.when)
            break
    else:
        return event  # another reader's own way of dating: its day stays
    if now == event.date:
        return event
    new = copy(event)
    object.__setattr__(new, "date", now)
    return new


def _days(event: Event, prose: str, day: date | None, future: bool) -> Mapping[Span, Period | None]:
    return {time.span: time.period for time in find_times(prose, event.sentence, day, future)}
