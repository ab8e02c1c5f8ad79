"""What weeks, months, years and lengths of time mean against the day of publication."""

from __future__ import annotations

import re
from datetime import date

from accord.model.period import Period
from accord.text.numerals import numeral_value
from accord.text.times import calendars as cal
from accord.text.times.durations import duration_of, unit_name
from accord.text.times.frame import Frame, Reading, dated, days_of, lowered, part_word, time_words

_LEAD_SHIFT = {"last": -1, "previous": -1, "the previous": -1, "next": 1, "this coming": 1, "the coming": 1}
_ROLLING = frozenset({"this past", "the past", "the last", "the next"})


@dated
def calendar_unit(match: re.Match[str], day: date, future: bool) -> Reading:
    """`last week`, `earlier this month`, `over the weekend`, `next year`, `the end of the month`, `this summer`."""
    lead, unit, part = lowered(match["lead"]), match["unit"].lower(), lowered(match["part"])
    if unit == "weekend":
        return Reading(cal.named_weekend(lead, day, future))
    if lead in _ROLLING and unit in ("week", "month", "year", "decade"):
        return Reading(_roll(day, 1, unit, ahead=lead == "the next"))
    shift = _LEAD_SHIFT.get(lead, 0)
    period = _unit_period(unit, shift, day, future)
    return Reading(_part_of(period, unit, part, day, whole=future or shift != 0) if period else None)


def _unit_period(unit: str, shift: int, day: date, future: bool) -> Period | None:
    if unit == "week":
        return cal.spoken_week(day, shift, future)
    if unit == "month":
        return cal.month_of(day, shift)
    if unit == "quarter":
        return cal.quarter_of(day, shift)
    if unit == "year":
        return cal.year_period(day.year + shift)
    return None if unit in ("decade", "century") else cal.spoken_season(unit, shift, day, future)


def _part_of(period: Period, unit: str, part: str, day: date, whole: bool) -> Period:
    """The part a word like "earlier" or "the end of" names; of a running unit, what lies behind unless `whole`."""
    inside, named = period.first <= day <= period.last, part_word(part)
    if part in ("earlier", "so far") or (not part and not whole):
        return Period(period.first, day) if inside else period
    if part == "later":
        return Period(day, period.last) if inside else period
    if named and unit == "month":
        return cal.part_of_month(period, named)
    if named and unit == "year":
        return cal.month_period(period.first.year, {"early": 1, "mid": 6, "late": 12}[named])
    return period


def _roll(day: date, count: float, unit: str, ahead: bool) -> Period | None:
    far = _moved(day, count if ahead else -count, unit)
    if far is None:
        return None
    return Period(day, far) if ahead else Period(far, day)


_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_PER_DAY = {"second": 86400, "minute": 1440, "hour": 24}
_FARTHEST_MONTHS = 12 * 900


def _moved(day: date, count: float, unit: str) -> date | None:
    """The day so many units away, None for a fraction of one or for ages."""
    n = int(count) if abs(count) < 100_000 else 0
    if n != count:
        return None
    if unit in _PER_DAY:
        days = abs(n) // _PER_DAY[unit]
        return cal.shift_days(day, days if n > 0 else -days)
    if unit in _DAYS:
        return cal.shift_days(day, n * _DAYS[unit]) if abs(n) < 10_000 else None
    months = n * _MONTHS[unit]
    return cal.shift_months(day, months) if abs(months) <= _FARTHEST_MONTHS else None


def _count(match: re.Match[str]) -> tuple[float, str] | None:
    """The count and unit of a length, None for "a few days" and for halves."""
    if not match["n"] or match["half"]:
        return None
    n = 1.0 if match["n"].lower() in ("a", "an") else numeral_value(match["n"])
    return (n, unit_name(match["unit"])) if n is not None else None


def rolling(match: re.Match[str], frame: Frame) -> Reading | None:
    """`the past 24 hours`, `over the next five weeks`, `the past month`; `recent weeks` stays unresolved."""
    if match["n"] and match["n"].lower() in ("a", "an"):
        return None
    lead, ahead = lowered(match["lead"]), lowered(match["lead"]) in ("next", "coming")
    deadline = lowered(match["prep"]) == "within"
    counted = (1.0, unit_name(match["single"])) if match["single"] else _count(match)
    if counted is None or lead == "recent":
        return Reading()
    duration = duration_of(match) if match["n"] else None
    return Reading(_roll(frame.day, *counted, ahead=ahead) if frame.day else None, duration, deadline=deadline)


@dated
def offset(match: re.Match[str], day: date, _future: bool) -> Reading:
    """`two days ago`, `a year ago` (that year), `three weeks from now`; `earlier` and `later` hang on another day."""
    counted, direction = _count(match), lowered(match["dir"])
    if counted is None or direction in ("earlier", "later"):
        return Reading()
    count, unit = counted
    found = _moved(day, -count if direction == "ago" else count, unit)
    if found is None or unit == "century":
        return Reading()
    if direction == "ago" and unit in ("month", "year", "decade"):
        return Reading(cal.month_of(found) if unit == "month" else cal.year_period(found.year))
    return days_of(found)


def ahead(match: re.Match[str], frame: Frame) -> Reading | None:
    """`within 90 days` (a deadline), `in six months` (of what is to come), `for 72 hours` (a length alone)."""
    if _is_ordinal(match):
        return None
    duration, counted, prep = duration_of(match), _count(match), match["prep"].lower()
    if prep == "within":
        return Reading(
            _roll(frame.day, *counted, ahead=True) if frame.day and counted else None, duration, deadline=True
        )
    if prep == "in" and frame.future and frame.day and counted:
        found = _moved(frame.day, *counted)
        return Reading(Period.day(found) if found else None, duration)
    return Reading(None, duration)


def length(match: re.Match[str], _frame: Frame) -> Reading | None:
    """`30-day`, `three months`, `an hour and a half`."""
    return None if _is_ordinal(match) else Reading(None, duration_of(match))


def _is_ordinal(match: re.Match[str]) -> bool:
    """True for "a second day" and "a days-long", where the article counts nothing."""
    return match["n"].lower() in ("a", "an") and (match["unit"].lower() == "second" or match["unit"].endswith("s"))


def anchored(match: re.Match[str], _frame: Frame) -> Reading:
    """`a few hours after the call`: on the day of the call, where the report gives it."""
    event, lasting = event_key(match["event"]), time_words()["vague"]["lasting"]
    if match["unit"]:
        near = match["unit"].lower() in ("minute", "hour")
    elif match["how"]:
        near = True
    else:
        near = lowered(match["side"]) in ("after", "during", "following") and event not in lasting
    return Reading(anchor=event if near else None)


def event_key(noun: str) -> str:
    """One key for the forms of an event noun: `cease-fire`, `truce` and `ceasefire`, `attack` and `attacks`."""
    word = noun.lower().replace("-", "")
    word = word if word.endswith("ss") else word.removesuffix("s")
    return str(time_words()["vague"]["same"].get(word, word))
