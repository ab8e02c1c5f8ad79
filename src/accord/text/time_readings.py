"""What time expressions mean: one resolver for each kind of match, against the day of publication.

A resolver takes a match of its pattern in `time_rules` and a `Frame`. It returns None where the match is no time
after all, and a `Reading` without a period where the expression is one but its days can't be told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from accord.model.period import Period
from accord.text import calendars as cal
from accord.text.durations import duration_of, unit_name
from accord.text.numerals import numeral_value


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is resolved against: the report's day, and whether the act is still to come."""

    day: date | None
    future: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; see `TimeExpression`. `clock` marks a bare time of day, which names no day itself."""

    period: Period | None = None
    duration: str | None = None
    deadline: bool = False
    clock: bool = False
    anchor: str | None = None


Resolver = Callable[[re.Match[str], Frame], Reading | None]


@cache
def time_words() -> dict[str, Any]:
    """The tables of `data/times.toml`."""
    return tomllib.loads(files("accord.text").joinpath("data/times.toml").read_text("utf-8"))


def _dated(resolve: Callable[[re.Match[str], date, bool], Reading | None]) -> Resolver:
    """A resolver that needs the day of publication; without one the expression stays unresolved."""

    def resolver(match: re.Match[str], frame: Frame) -> Reading | None:
        return Reading() if frame.day is None else resolve(match, frame.day, frame.future)

    return resolver


def _days(first: date | None, last: date | None = None) -> Reading:
    last = last or first
    return Reading(Period(first, last) if first and last and first <= last else None)


def _lower(word: str | None) -> str:
    return " ".join((word or "").lower().split())


def unresolved(_match: re.Match[str], _frame: Frame) -> Reading:
    """An expression that says when without saying a day."""
    return Reading()


# --- dates ------------------------------------------------------------------------------------------------------


def _month_number(name: str) -> int:
    return int(time_words()["months"][name.lower().rstrip(".")])


def _number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _near_year(month: int, day: int, frame: Frame) -> date | None:
    """The day in the year that makes it nearest; a report leaves out the year only where that is clear."""
    if frame.day is None:
        return None
    behind = [d for y in (0, 1, 4, 8) if (d := cal.date_or_none(frame.day.year - y, month, day)) and d <= frame.day]
    ahead = [d for y in (0, 1, 4, 8) if (d := cal.date_or_none(frame.day.year + y, month, day)) and d >= frame.day]
    if not behind or not ahead:
        return None
    back, forth = (frame.day - behind[0]).days, (ahead[0] - frame.day).days
    if frame.future:
        return behind[0] if forth > 300 and back < 60 else ahead[0]
    return ahead[0] if forth < 0.45 * back else behind[0]


def month_day(match: re.Match[str], frame: Frame) -> Reading:
    """`March 18, 2025`, `18 March`, `May 23-25`, `Dec. 30 to Jan. 2`."""
    month, day = _month_number(match["month"]), _number(match["day"])
    first = cal.date_or_none(int(match["year"]), month, day) if match["year"] else _near_year(month, day, frame)
    if not match["day2"] or first is None:
        return _days(first)
    month2 = _month_number(match["month2"]) if match["month2"] else month
    turns = month2 < month
    if match["year"] and turns:
        first = cal.date_or_none(first.year - 1, month, day) or first
    last = cal.date_or_none(first.year + turns, month2, _number(match["day2"]))
    return _days(first, last) if last else Reading()


def iso_date(match: re.Match[str], _frame: Frame) -> Reading:
    """`2025-03-18`."""
    return _days(cal.date_or_none(int(match["y"]), int(match["m"]), int(match["d"])))


def slash_date(match: re.Match[str], frame: Frame) -> Reading:
    """`18/03/2025`, `3/18/2025`; unresolved where day and month could be either."""
    a, b = int(match["a"]), int(match["b"])
    if a <= 12 and b <= 12 and a != b:
        return Reading()
    day, month = (a, b) if b <= 12 else (b, a)
    if not match["y"]:
        return _days(_near_year(month, day, frame))
    return _days(cal.date_or_none(int(match["y"]), month, day))


_NAMES_TOO = frozenset({"march", "may", "april", "june", "august"})
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|by|until|till|through|from|to|of|during|before|after|for|and|or|between|on|as|throughout|starting|"
    r"beginning|ending|every|each)\s+$",
    re.IGNORECASE,
)


def month_name(match: re.Match[str], frame: Frame) -> Reading | None:
    """`February`, `early July`, `last May`, `August last year`, `June 2017`; a bare `May` only after a preposition."""
    name = match["month"] or match["short"]
    bare = not (match["part"] or match["lead"] or match["year"] or match["which"])
    if bare and name.lower() in _NAMES_TOO and not _is_month(match, name.lower()):
        return None
    period, part = _month_period(match, _month_number(name), frame), _part(match["part"])
    return Reading(cal.part_of_month(period, part) if period and part else period)


def _is_month(match: re.Match[str], name: str) -> bool:
    led = _MONTH_LEAD.search(match.string, max(0, match.start() - 14), match.start())
    if led is None or (name in ("may", "march") and _lower(led.group()) in ("to", "and", "or", "as", "of")):
        return False
    return not re.match(r"\s+[A-Z][a-z]", match.string[match.end() : match.end() + 4])


def _month_period(match: re.Match[str], month: int, frame: Frame) -> Period | None:
    if match["year"]:
        return cal.month_period(int(match["year"]), month)
    if frame.day is None:
        return None
    year, here = frame.day.year, cal.month_period(frame.day.year, month)
    if match["which"]:
        return cal.month_period(year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()], month)
    lead = _lower(match["lead"])
    if lead == "this":
        return here
    if lead in ("last", "this past"):
        return here if here.last < frame.day else cal.month_period(year - 1, month)
    if lead in ("next", "this coming"):
        return here if here.first > frame.day else cal.month_period(year + 1, month)
    if frame.future:
        return here if here.last >= frame.day else cal.month_period(year + 1, month)
    return here if here.first <= frame.day else cal.month_period(year - 1, month)


_PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}


def _part(word: str | None) -> str | None:
    return _PARTS.get(_lower(word).removeprefix("the ").removesuffix(" of"))


_COUNTED = re.compile(
    r"(?:than|least|most|nearly|almost|some|as many as|roughly|approximately|up to|[$€£¥#]|no\.?|\d[,.:/-]?|[-–/])\s?$",
    re.IGNORECASE,
)
_COUNTABLE = re.compile(
    r"\s(?:people|troops|soldiers|men|women|children|prisoners|miles|kilometers|kilometres|metres|meters|feet|tons|dollars|euros|per)\b"
)


def year(match: re.Match[str], _frame: Frame) -> Reading | None:
    """`2018`, `early 2009`, `the end of 2014`; not the 2018 of "more than 2018 people"."""
    before = match.string[max(0, match.start() - 13) : match.start()]
    if _COUNTABLE.match(match.string, match.end()) or (not match["part"] and _COUNTED.search(before)):
        return None
    number, word = int(match["year"]), _lower(match["part"]).removeprefix("the ").removesuffix(" of")
    if word in ("end", "beginning", "start"):
        return Reading(cal.month_period(number, 12 if word == "end" else 1))
    part = _part(word)
    return Reading(cal.part_of_year(number, part) if part else cal.year_period(number))


def decade(match: re.Match[str], _frame: Frame) -> Reading:
    """`the 1990s`."""
    first = int(match["decade"])
    return Reading(Period(date(first, 1, 1), date(first + 9, 12, 31)))


def feast(match: re.Match[str], frame: Frame) -> Reading:
    """`Christmas Eve`."""
    month, day = time_words()["feasts"][_lower(match["feast"])]
    return _days(_near_year(month, day, frame))


def week_of(match: re.Match[str], frame: Frame) -> Reading:
    """`the week of Jan. 7`."""
    day = _near_year(_month_number(match["month"]), _number(match["day"]), frame)
    return Reading(cal.week_of(day)) if day else Reading()


# --- days and times of day --------------------------------------------------------------------------------------


def _weekday_number(name: str) -> int:
    return int(time_words()["weekdays"][name.lower().rstrip(".")])


def _plain_weekday(day: date, number: int, future: bool) -> date:
    """The nearest such day on the right side; the day after publication rather than the one six days before it.

    A report that is out on a Saturday and says "Sunday" means the day to come, or was dated west of the event.
    """
    tomorrow = cal.shift_days(day, 1)
    return tomorrow if tomorrow.weekday() == number else cal.weekday_near(day, number, future)


@_dated
def weekday(match: re.Match[str], day: date, future: bool) -> Reading:
    """`Tuesday`, `early Wednesday`, `last Friday`, `next Monday morning`, `overnight Tuesday`."""
    number, lead = _weekday_number(match["weekday"]), _lower(match["lead"])
    if lead in ("last", "this past"):
        found = cal.weekday_near(cal.shift_days(day, -1), number, future=False)
    elif lead == "next":
        found = cal.shift_days(cal.week_of(day, 1).first, number)
    elif lead in ("this coming", "coming"):
        found = cal.weekday_near(cal.shift_days(day, 1), number, future=True)
    else:
        found = _plain_weekday(day, number, future)
    overnight = "overnight" in (_lower(match["how"]), _lower(match["part"]))
    return _days(found, cal.shift_days(found, 1) if overnight else None)


@_dated
def clock(match: re.Match[str], day: date, future: bool) -> Reading:
    """`8 a.m. local time Tuesday`, `2 a.m. yesterday`; a bare `8 a.m.` names no day itself."""
    if match["weekday"]:
        return _days(_plain_weekday(day, _weekday_number(match["weekday"]), future))
    shift = {"yesterday": -1, "tomorrow": 1, "today": 0, "morning": 0}.get(_lower(match["word"]))
    return Reading(clock=True) if shift is None else _days(cal.shift_days(day, shift))


@_dated
def day_word(match: re.Match[str], day: date, _future: bool) -> Reading:
    """`today`, `yesterday`, `this morning (NZ time)`, `overnight`."""
    word = _lower(match["word"])
    if word == "overnight":
        return _days(cal.shift_days(day, -1), day)
    shift = 0
    if word == "last night" or word.startswith("yesterday"):
        shift = -1
    elif word.startswith("tomorrow"):
        shift = 1
    elif "yesterday" in word:
        shift = -2
    elif "tomorrow" in word:
        shift = 2
    if match["zone"]:
        shift += _utc_shift(match["zone"].lower(), word.split()[-1])
    return _days(cal.shift_days(day, shift))


def _utc_shift(zone: str, part: str) -> int:
    """Days from the zone's day to that in UTC: this morning in Auckland was still yesterday for most of the world."""
    hour = time_words()["day_parts"].get(part)
    return (int(hour) - int(time_words()["zones"][zone])) // 24 if hour is not None else 0


# --- weeks, months, years around the day of publication -----------------------------------------------------------

_LEAD_SHIFT = {"last": -1, "previous": -1, "the previous": -1, "next": 1, "this coming": 1, "the coming": 1}
_ROLLING = frozenset({"this past", "the past", "the last", "the next"})


@_dated
def calendar_unit(match: re.Match[str], day: date, future: bool) -> Reading:
    """`last week`, `earlier this month`, `over the weekend`, `next year`, `the end of the month`, `this summer`."""
    lead, unit, part = _lower(match["lead"]), match["unit"].lower(), _lower(match["part"])
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
    inside, named = period.first <= day <= period.last, _part(part)
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


# --- lengths ----------------------------------------------------------------------------------------------------


def _count(match: re.Match[str]) -> tuple[float, str] | None:
    """The count and unit of a length, None for "a few days" and for halves."""
    if not match["n"] or match["half"]:
        return None
    n = 1.0 if match["n"].lower() in ("a", "an") else numeral_value(match["n"])
    return (n, unit_name(match["unit"])) if n is not None else None


def rolling(match: re.Match[str], frame: Frame) -> Reading:
    """`the past 24 hours`, `over the next five weeks`, `the past month`; `recent weeks` stays unresolved."""
    lead, ahead = _lower(match["lead"]), _lower(match["lead"]) in ("next", "coming")
    deadline = _lower(match["prep"]) == "within"
    counted = (1.0, unit_name(match["single"])) if match["single"] else _count(match)
    if counted is None or lead == "recent":
        return Reading()
    duration = duration_of(match) if match["n"] else None
    return Reading(_roll(frame.day, *counted, ahead=ahead) if frame.day else None, duration, deadline=deadline)


@_dated
def offset(match: re.Match[str], day: date, _future: bool) -> Reading:
    """`two days ago`, `a year ago` (that year), `three weeks from now`; `earlier` and `later` hang on another day."""
    counted, direction = _count(match), _lower(match["dir"])
    if counted is None or direction in ("earlier", "later"):
        return Reading()
    count, unit = counted
    found = _moved(day, -count if direction == "ago" else count, unit)
    if found is None or unit == "century":
        return Reading()
    if direction == "ago" and unit in ("month", "year", "decade"):
        return Reading(cal.month_of(found) if unit == "month" else cal.year_period(found.year))
    return _days(found)


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
        near = _lower(match["side"]) in ("after", "during", "following") and event not in lasting
    return Reading(anchor=event if near else None)


def event_key(noun: str) -> str:
    """One key for the forms of an event noun: `cease-fire`, `truce` and `ceasefire`, `attack` and `attacks`."""
    word = noun.lower().replace("-", "")
    word = word if word.endswith("ss") else word.removesuffix("s")
    return str(time_words()["vague"]["same"].get(word, word))
