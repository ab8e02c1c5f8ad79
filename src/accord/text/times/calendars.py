"""Calendar arithmetic: months, weeks, weekends and seasons as periods of whole days. Weeks run Monday to Sunday."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from accord.model.period import Period

FIRST_YEAR, LAST_YEAR = 1500, 2500
"""News is published within these years; a shift of up to a thousand years from there stays in the calendar."""


def shift_days(day: date, days: int) -> date:
    """The day `days` later (earlier when negative)."""
    return day + timedelta(days=days)


def shift_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def year_period(year: int) -> Period:
    """January 1 to December 31."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def month_period(year: int, month: int) -> Period:
    """First to last day of a month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def month_of(day: date, months: int = 0) -> Period:
    """The month that lies `months` after that of `day`."""
    shifted = shift_months(day.replace(day=1), months)
    return month_period(shifted.year, shifted.month)


def week_of(day: date, weeks: int = 0) -> Period:
    """The week, Monday to Sunday, that lies `weeks` after that of `day`."""
    monday = shift_days(day, 7 * weeks - day.weekday())
    return Period(monday, shift_days(monday, 6))


def quarter_of(day: date, quarters: int = 0) -> Period:
    """The quarter of the year that lies `quarters` after that of `day`."""
    first = shift_months(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * quarters)
    return Period(first, month_of(first, 2).last)


def season_period(name: str, year: int) -> Period:
    """A northern season by whole months; the winter of a year begins in its December."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    start = date(year, first, 1)
    return Period(start, month_of(start, 2).last)


def part_of_month(month: Period, part: str) -> Period:
    """The first ten days (`early`), the next ten (`mid`) or the rest (`late`) of a month."""
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, month.last.day)}[part]
    return Period(month.first.replace(day=first), month.first.replace(day=last))


def part_of_year(year: int, part: str) -> Period:
    """January to April (`early`), May to August (`mid`) or September to December (`late`)."""
    first = {"early": 1, "mid": 5, "late": 9}[part]
    return Period(date(year, first, 1), month_period(year, first + 3).last)


def weekday_near(day: date, weekday: int, future: bool) -> date:
    """The nearest such weekday on or before `day`, or on or after it when `future`. Monday is 0."""
    ahead = (weekday - day.weekday()) % 7
    return shift_days(day, ahead if future or ahead == 0 else ahead - 7)


def weekend_near(day: date, future: bool) -> Period:
    """Saturday and Sunday: the weekend `day` lies in, else the one before it, or the coming one when `future`."""
    if day.weekday() == 6:
        return Period(shift_days(day, -1), day)
    saturday = weekday_near(day, 5, future)
    return Period(saturday, shift_days(saturday, 1))


def date_or_none(year: int, month: int, day: int) -> date | None:
    """The date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def named_weekend(lead: str, day: date, future: bool) -> Period:
    """The weekend that "last", "next", "this" or "the" weekend means on `day`."""
    if lead in ("last", "previous", "the previous", "the last"):
        return weekend_near(shift_days(week_of(day).first, -1), future=False)
    if lead in ("next", "this coming", "the coming", "the next"):
        return weekend_near(shift_days(day, 1), future=True)
    return weekend_near(day, future)


def spoken_week(day: date, weeks: int, future: bool) -> Period:
    """The week that "this", "last" or "next" week means on `day`.

    On a Sunday "last week" is the one that has just ended, and "this week", of what is to come, the one about to begin.
    """
    if day.weekday() != 6 or weeks > 0:
        return week_of(day, weeks)
    if weeks < 0:
        return Period(shift_days(day, 7 * weeks), shift_days(day, 7 * weeks + 6))
    return week_of(day, 1 if future else 0)


def spoken_season(name: str, seasons: int, day: date, future: bool) -> Period:
    """The season that "this", "last" or "next" summer means on `day`."""
    near = [season_period(name, day.year + n) for n in (-2, -1, 0, 1, 2)]
    if seasons < 0:
        return [s for s in near if s.last < day][-1]
    if seasons > 0:
        return next(s for s in near if s.first > day)
    return next(s for s in near if s.last >= day) if future else [s for s in near if s.first <= day][-1]
