"""What dates, weekdays and times of day mean against the day of publication."""

from __future__ import annotations

import re
from datetime import date

from accord.model.period import Period
from accord.text.times import calendars as cal
from accord.text.times.frame import Frame, Reading, dated, days_of, in_name, lowered, part_word, time_words


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
        return days_of(first)
    month2 = _month_number(match["month2"]) if match["month2"] else month
    turns = month2 < month
    if match["year"] and turns:
        first = cal.date_or_none(first.year - 1, month, day) or first
    last = cal.date_or_none(first.year + turns, month2, _number(match["day2"]))
    return days_of(first, last) if last else Reading()


def iso_date(match: re.Match[str], _frame: Frame) -> Reading:
    """`2025-03-18`."""
    return days_of(cal.date_or_none(int(match["y"]), int(match["m"]), int(match["d"])))


def slash_date(match: re.Match[str], frame: Frame) -> Reading:
    """`18/03/2025`, `3/18/2025`; unresolved where day and month could be either."""
    a, b = int(match["a"]), int(match["b"])
    if a <= 12 and b <= 12 and a != b:
        return Reading()
    day, month = (a, b) if b <= 12 else (b, a)
    if not match["y"]:
        return days_of(_near_year(month, day, frame))
    return days_of(cal.date_or_none(int(match["y"]), month, day))


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
    period, part = _month_period(match, _month_number(name), frame), part_word(match["part"])
    return Reading(cal.part_of_month(period, part) if period and part else period)


def _is_month(match: re.Match[str], name: str) -> bool:
    led = _MONTH_LEAD.search(match.string, max(0, match.start() - 14), match.start())
    if led is None or (name in ("may", "march") and lowered(led.group()) in ("to", "and", "or", "as", "of")):
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
    lead = lowered(match["lead"])
    if lead == "this":
        return here
    if lead in ("last", "this past"):
        return here if here.last < frame.day else cal.month_period(year - 1, month)
    if lead in ("next", "this coming"):
        return here if here.first > frame.day else cal.month_period(year + 1, month)
    if frame.future:
        return here if here.last >= frame.day else cal.month_period(year + 1, month)
    return here if here.first <= frame.day else cal.month_period(year - 1, month)


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
    number, word = int(match["year"]), lowered(match["part"]).removeprefix("the ").removesuffix(" of")
    if word in ("end", "beginning", "start"):
        return Reading(cal.month_period(number, 12 if word == "end" else 1))
    part = part_word(word)
    return Reading(cal.part_of_year(number, part) if part else cal.year_period(number))


def decade(match: re.Match[str], _frame: Frame) -> Reading:
    """`the 1990s`."""
    first = int(match["decade"])
    return Reading(Period(date(first, 1, 1), date(first + 9, 12, 31)))


def feast(match: re.Match[str], frame: Frame) -> Reading:
    """`Christmas Eve`."""
    month, day = time_words()["feasts"][lowered(match["feast"])]
    return days_of(_near_year(month, day, frame))


def week_of(match: re.Match[str], frame: Frame) -> Reading:
    """`the week of Jan. 7`."""
    day = _near_year(_month_number(match["month"]), _number(match["day"]), frame)
    return Reading(cal.week_of(day)) if day else Reading()


def _weekday_number(name: str) -> int:
    return int(time_words()["weekdays"][name.lower().rstrip(".")])


def _plain_weekday(day: date, number: int, future: bool) -> date:
    """The nearest such day on the right side; the day after publication rather than the one six days before it.

    A report that is out on a Saturday and says "Sunday" means the day to come, or was dated west of the event.
    """
    tomorrow = cal.shift_days(day, 1)
    return tomorrow if tomorrow.weekday() == number else cal.weekday_near(day, number, future)


@dated
def weekday(match: re.Match[str], day: date, future: bool) -> Reading:
    """`Tuesday`, `early Wednesday`, `last Friday`, `next Monday morning`, `overnight Tuesday`."""
    number, lead = _weekday_number(match["weekday"]), lowered(match["lead"])
    if lead in ("last", "this past"):
        found = cal.weekday_near(cal.shift_days(day, -1), number, future=False)
    elif lead == "next":
        found = cal.shift_days(cal.week_of(day, 1).first, number)
    elif lead in ("this coming", "coming"):
        found = cal.weekday_near(cal.shift_days(day, 1), number, future=True)
    else:
        found = _plain_weekday(day, number, future)
    overnight = "overnight" in (lowered(match["how"]), lowered(match["part"]))
    return days_of(found, cal.shift_days(found, 1) if overnight else None)


@dated
def clock(match: re.Match[str], day: date, future: bool) -> Reading:
    """`8 a.m. local time Tuesday`, `2 a.m. yesterday`; a bare `8 a.m.` names no day itself."""
    if match["weekday"]:
        return days_of(_plain_weekday(day, _weekday_number(match["weekday"]), future))
    shift = {"yesterday": -1, "tomorrow": 1, "today": 0, "morning": 0}.get(lowered(match["word"]))
    return Reading(clock=True) if shift is None else days_of(cal.shift_days(day, shift))


@dated
def day_word(match: re.Match[str], day: date, _future: bool) -> Reading | None:
    """`today`, `yesterday`, `this morning (NZ time)`, `overnight`; not the Today of a newspaper's name."""
    word = lowered(match["word"])
    if in_name(match):
        return None
    if word == "overnight":
        return days_of(cal.shift_days(day, -1), day)
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
    return days_of(cal.shift_days(day, shift))


def _utc_shift(zone: str, part: str) -> int:
    """Days from the zone's day to that in UTC: this morning in Auckland was still yesterday for most of the world."""
    hour = time_words()["day_parts"].get(part)
    return (int(hour) - int(time_words()["zones"][zone])) // 24 if hour is not None else 0
