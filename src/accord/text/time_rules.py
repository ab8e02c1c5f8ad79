"""Rules of single time expressions: a pattern each, and how to resolve its match against the day of publication.

A rule is tried only at words it can start with, so a sentence costs little more than a look at each of its words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from accord.model.period import Period
from accord.text import calendars as cal
from accord.text.durations import UNIT, duration_of, length_pattern, unit_name
from accord.text.numerals import numeral_pattern, numeral_starts, numeral_value

NUMBER = "0"
"""Stands, among the words a rule can start with, for any numeral."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is resolved against: the report's day, and whether the act is still to come."""

    day: date | None
    future: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; see `TimeExpression`."""

    period: Period | None = None
    duration: str | None = None
    deadline: bool = False


Resolver = Callable[[re.Match[str], Frame], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`starts`: lower-cased first words; `resolve` returns None where the match is no time after all."""

    starts: frozenset[str]
    pattern: re.Pattern[str]
    resolve: Resolver


@cache
def time_words() -> dict[str, Any]:
    """The tables of `data/times.toml`."""
    return tomllib.loads(files("accord.text").joinpath("data/times.toml").read_text("utf-8"))


@cache
def rules_by_word() -> dict[str, tuple[Rule, ...]]:
    """First word, lower-cased, to the rules that can start with it."""
    table: dict[str, list[Rule]] = {}
    for rule in _rules():
        starts = rule.starts | numeral_starts() if NUMBER in rule.starts else rule.starts
        for word in sorted(starts):
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


# --- patterns ---------------------------------------------------------------------------------------------------


def _names(words: Iterable[str], tail: str = "") -> str:
    forms = sorted({w.capitalize() for w in words}, key=lambda w: (-len(w), w))
    return rf"(?-i:{'|'.join(forms)})\b{tail}"


@cache
def _parts() -> dict[str, str]:
    words = time_words()
    full = [m for m in words["months"] if len(m) > 4 or m in ("may", "june", "july")]
    days, dot = [d for d in words["weekdays"] if d.endswith("day")], r"\.?"
    return {
        "MONTH": f"(?:{_names(full)}|{_names(set(words['months']) - set(full), dot)})",
        "FULL": _names(full),
        "WEEKDAY": f"(?:{_names(days)}|{_names(set(words['weekdays']) - set(days), dot)})",
        "D": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|,\d{3}|\.\d|\s?[ap]\.?m)",
        "Y": r"(?:1[5-9]\d\d|20\d\d)(?![\d,.]\d|[\d%]|-\w)",
        "PART": r"(?:early|mid|late)",
        "DAYPART": r"(?:morning|afternoon|evening|night)",
        "CLOCK": r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.m\.|[ap]m\b|[ap]\.m\b)|\d{1,2}:\d\d\b|noon\b|midnight\b|dawn\b|dusk\b)",
        "UNIT": f"(?:{UNIT})",
        "NUM": numeral_pattern(),
        "LENGTH": length_pattern(),
        "ABOUT": r"(?:about |around |nearly |almost |roughly |some |just |only |exactly |at least |at most |up to |"
        r"(?:just |slightly )?(?:more|less|fewer) than |over |under |no more than )?",
        "ZONE": "|".join(re.escape(z) for z in sorted(words["zones"], key=lambda w: (-len(w), w))),
    }


def _compile(pattern: str) -> re.Pattern[str]:
    for name, part in _parts().items():
        pattern = pattern.replace(f"<<{name}>>", part)
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


def _rule(starts: str | set[str], pattern: str, resolve: Resolver) -> Rule:
    words = frozenset(starts.split()) if isinstance(starts, str) else frozenset(starts)
    return Rule(words, _compile(pattern), resolve)


def _rules() -> list[Rule]:
    words = time_words()
    months, weekdays = " ".join(words["months"]), " ".join(words["weekdays"])
    parts = "early mid late earlier later sometime "
    return [
        _rule(
            f"{months} {weekdays}",
            r"(?:<<WEEKDAY>>,? )?(?P<month><<MONTH>>) (?P<day><<D>>)(?:(?:\s?[-–—]\s?| (?:to|through|until|and) )"
            r"(?:(?P<month2><<MONTH>>) )?(?P<day2><<D>>)(?! \w+s\b))?(?:,? (?P<year><<Y>>))?",
            _month_day,
        ),
        _rule(
            f"{NUMBER} {weekdays} the",
            r"(?:<<WEEKDAY>>,? )?(?:the )?(?P<day><<D>>)(?:(?:\s?[-–—]\s?| (?:to|through|until|and) )(?P<day2><<D>>))?"
            r"(?: of)? (?P<month><<MONTH>>)(?:,? (?P<year><<Y>>))?(?P<month2>(?!))?",
            _month_day,
        ),
        _rule(NUMBER, r"(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _iso_date),
        _rule(NUMBER, r"(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<y>\d{4})(?!\d)", _slash_date),
        _rule(NUMBER, r"(?P<a>(?:1[3-9]|2\d|3[01]))/(?P<b>0[1-9]|1[0-2])(?P<y>)(?![\d/])", _slash_date),
        _rule(
            f"{months} {parts} the last next this beginning start middle end",
            r"(?:(?:the )?(?P<part>early|mid|late|beginning|start|middle|end)(?: (?:in|of)\b|-)?\s*)?"
            r"(?:(?P<lead>last|next|this|this past|this coming) )?(?:(?P<month><<FULL>>)|(?P<short><<MONTH>>)(?= \d{4}))"
            r"(?:(?:,| of)? (?P<year><<Y>>)| (?P<which>last|this|next) year)?",
            _month,
        ),
        _rule(
            f"{NUMBER} {parts} the beginning start middle end mid",
            r"(?:(?:the )?(?P<part>early|mid|late|beginning|start|middle|end)(?: of\b|-)?\s*)?(?P<year><<Y>>)(?![-–]\d)\b",
            _year,
        ),
        _rule(
            f"{NUMBER} the early late mid",
            r"(?:the )?(?:(?:early|late|mid)[- ])?(?P<decade>1[5-9]\d0|20\d0)s\b",
            _decade,
        ),
        _rule(
            f"{weekdays} {parts} overnight last next this coming on at",
            r"(?:(?P<how>early|late|later|earlier|sometime|overnight)(?: on)? )?"
            r"(?:(?P<lead>last|next|this|this past|this coming|coming) )?(?P<weekday><<WEEKDAY>>)"
            r"(?:,? (?P<part><<DAYPART>>|overnight)\b)?(?:,? local time\b)?",
            _weekday,
        ),
        _rule(
            f"{NUMBER} noon midnight dawn dusk at",
            r"(?:at )?(?:about |around )?<<CLOCK>>(?: (?:local time|(?-i:[A-Z]{2,4})\b(?: time)?|\w+ time))?"
            r"(?: \([^()\n]{1,24}\))?(?:,? (?:on |this )?(?:(?P<weekday><<WEEKDAY>>)|(?P<word>today|yesterday|tomorrow|morning)\b))?"
            r"(?: \([^()\n]{1,24}\))?",
            _clock,
        ),
        _rule(
            "today tonight yesterday tomorrow overnight this last early earlier late later the in",
            r"(?:(?:early|late|later|earlier) )?(?P<word>today|tonight|tomorrow(?: <<DAYPART>>)?|yesterday(?: <<DAYPART>>)?|"
            r"overnight|last night|this <<DAYPART>>|(?:in|during|on) the <<DAYPART>>|"
            r"(?:the day )?(?:before yesterday|after tomorrow)|in the day)\b(?: \(?(?P<zone><<ZONE>>) time\)?)?",
            _day_word,
        ),
        _rule({w.split()[0] for w in words["feasts"]}, f"(?P<feast>{'|'.join(words['feasts'])})", _feast),
        _rule(
            f"{parts} this last next the past coming so beginning start middle end previous",
            r"(?:(?P<part>early|earlier|late|later|so far|(?:the )?(?:beginning|start|middle|end) of)(?: in)? )?"
            r"(?P<lead>this past|this coming|this|last|next|previous|the coming|the past|the previous|the) "
            r"(?P<unit>weekend|week|month|year|quarter|decade|century|spring|summer|autumn|fall|winter)\b(?!-)",
            _calendar_unit,
        ),
        _rule(
            "over at during through throughout in within",
            r"(?P<prep>over|at|during|through|throughout|in|within) "
            r"(?P<lead>this past|this coming|this|last|next|the coming|the last|the next|the past|the previous|the) "
            r"(?P<unit>weekend|week|month|year|quarter|decade|century|spring|summer|autumn|fall|winter)\b(?!-)(?P<part>(?!))?",
            _calendar_unit,
        ),
        _rule(
            "week",
            r"(?:the )?week of (?P<month><<MONTH>>) (?P<day><<D>>)(?P<month2>(?!))?(?P<day2>(?!))?(?P<year>(?!))?",
            _week_of,
        ),
        _rule(
            "over in during for the past last next coming within throughout these those",
            r"(?:(?P<prep>over|in|during|for|within|throughout) )?(?:the )?(?P<lead>past|last|previous|next|coming|recent) "
            r"(?:<<LENGTH>>|(?:few |couple of |several |many )?<<UNIT>>)",
            _rolling,
        ),
        _rule(
            f"{NUMBER} a an few several about nearly almost more less just at over some roughly exactly",
            r"<<ABOUT>>(?:<<LENGTH>>|(?:a few|several|a couple of|many) <<UNIT>>) (?P<dir>ago|from now|hence|earlier|later)\b",
            _offset,
        ),
        _rule(
            "in within for",
            r"(?P<prep>in|within|for) (?:a (?:period|maximum) of )?<<ABOUT>><<LENGTH>>(?! (?:old|of age)\b|-old)",
            _ahead,
        ),
        _rule(
            f"{NUMBER} a an nearly almost more less at over about up just some roughly",
            r"<<ABOUT>><<LENGTH>>(?! (?:old|of age)\b|[- ]old)",
            _length,
        ),
        _rule(
            "in for over a several few days weeks months years hours minutes decades just shortly soon immediately only",
            r"(?:in |for |over )?(?:just |only )?(?:a few |several |a couple of |the coming |many )?"
            r"(?:minutes|hours|days|weeks|months|years|decades)\b(?:-(?=long))?",
            _unresolved,
        ),
        _rule(
            "just only shortly soon immediately not minutes hours days weeks months years a several less more about before"
            f" after during following since throughout amid ahead prior {NUMBER}",
            r"(?:<<ABOUT>>(?:(?:<<NUM>>|an?|a few|several|a couple of) )?(?:minute|hour|day|week|month|year)s?|shortly|soon|"
            r"immediately|not long|just|right)?\s*(?:after|before|during|following|into|throughout|since|ahead of|prior to) "
            r"(?:(?:the|his|her|their|its|our|this|that|these|a|an) )(?:[^\W\d][^\W\d’'-]*(?:[’'-][^\W\d]+)* ){0,2}?"
            rf"(?:{'|'.join(words['vague']['events'])})\b",
            _unresolved,
        ),
        _rule(
            {w.split()[0] for w in words["vague"]["words"]},
            rf"(?:{'|'.join(sorted(words['vague']['words'], key=lambda w: (-len(w), w)))})\b(?! (?:than|that|known)\b)",
            _unresolved,
        ),
    ]


# --- resolvers --------------------------------------------------------------------------------------------------


def _unresolved(_match: re.Match[str], _frame: Frame) -> Reading:
    return Reading()


def _days(first: date | None, last: date | None = None) -> Reading:
    last = last or first
    return Reading(Period(first, last) if first and last and first <= last else None)


def _month_number(name: str) -> int:
    return int(time_words()["months"][name.lower().rstrip(".")])


def _number(token: str) -> int:
    return int(re.sub(r"\D", "", token))


def _near_year(month: int, day: int, frame: Frame) -> date | None:
    """The day in the year that makes it nearest; a report leaves out the year only when that is clear."""
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


def _month_day(match: re.Match[str], frame: Frame) -> Reading:
    month, day = _month_number(match["month"]), _number(match["day"])
    first = cal.date_or_none(int(match["year"]), month, day) if match["year"] else _near_year(month, day, frame)
    if not match["day2"] or first is None:
        return _days(first)
    month2 = _month_number(match["month2"]) if match["month2"] else month
    last = cal.date_or_none(first.year + (month2 < month), month2, _number(match["day2"]))
    if match["year"] and month2 < month and last:
        first, last = first.replace(year=first.year - 1), last.replace(year=first.year)
    return _days(first, last) if last else Reading()


def _iso_date(match: re.Match[str], _frame: Frame) -> Reading:
    return _days(cal.date_or_none(int(match["y"]), int(match["m"]), int(match["d"])))


def _slash_date(match: re.Match[str], frame: Frame) -> Reading | None:
    a, b = int(match["a"]), int(match["b"])
    if a <= 12 and b <= 12 and a != b:
        return Reading()
    day, month = (a, b) if b <= 12 else (b, a)
    if not match["y"]:
        return _days(_near_year(month, day, frame))
    return _days(cal.date_or_none(int(match["y"]), month, day))


_NAMES_TOO = frozenset({"march", "may", "april", "june", "august"})
_MONTH_LEADS = re.compile(
    r"\b(?:in|since|by|until|till|through|from|to|of|during|before|after|for|and|last|next|this|every|each|between|and|"
    r"early|late|mid|as|on|or|throughout|starting|beginning|ending|back in)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)


def _month(match: re.Match[str], frame: Frame) -> Reading | None:
    name = match["month"] or match["short"]
    bare = not (match["part"] or match["lead"] or match["year"] or match["which"])
    if bare and name.lower() in _NAMES_TOO and not _month_leads(match, name):
        return None
    period = _month_period(match, _month_number(name), frame)
    part = _part(match["part"])
    return Reading(cal.part_of_month(period, part) if period and part else period)


def _month_leads(match: re.Match[str], name: str) -> bool:
    led = _MONTH_LEADS.search(match.string, max(0, match.start() - 14), match.start())
    if led and (name.lower() not in ("may", "march") or led.group().strip().lower() not in ("to", "and", "or")):
        return not re.match(r"\s+(?-i:[A-Z][a-z])", match.string[match.end() : match.end() + 4])
    return False


def _month_period(match: re.Match[str], month: int, frame: Frame) -> Period | None:
    if match["year"]:
        return cal.month_period(int(match["year"]), month)
    if frame.day is None:
        return None
    this_year = cal.month_period(frame.day.year, month)
    if match["which"]:
        shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
        return cal.month_period(frame.day.year + shift, month)
    lead = (match["lead"] or "").lower()
    if lead == "this":
        return this_year
    if lead in ("last", "this past"):
        return this_year if this_year.last < frame.day else cal.month_period(frame.day.year - 1, month)
    if lead in ("next", "this coming"):
        return this_year if this_year.first > frame.day else cal.month_period(frame.day.year + 1, month)
    if frame.future:
        return this_year if this_year.last >= frame.day else cal.month_period(frame.day.year + 1, month)
    return this_year if this_year.first <= frame.day else cal.month_period(frame.day.year - 1, month)


def _part(word: str | None) -> str | None:
    word = (word or "").lower().removeprefix("the ").removesuffix(" of").strip()
    return {
        "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late", "end": "late",
    }.get(word)  # fmt: skip


_COUNTED = re.compile(
    r"(?:than|least|most|nearly|almost|some|to|as many as|roughly|approximately|[$€£¥#]|no\.?|\d[,.:/-]?|[-–/])\s?$",
    re.IGNORECASE,
)
_COUNTABLE = re.compile(
    r"\s(?:people|troops|soldiers|men|women|children|miles|kilomet|metres|meters|feet|tons|pounds|dollars|euros|percent|per)"
)


def _year(match: re.Match[str], frame: Frame) -> Reading | None:
    before = match.string[max(0, match.start() - 13) : match.start()]
    if (
        not match["part"]
        and _COUNTED.search(before)
        and not re.search(r"(?:from|between)\b.*\bto\s$", match.string[max(0, match.start() - 24) : match.start()])
    ):
        return None
    if _COUNTABLE.match(match.string, match.end()):
        return None
    year, part = int(match["year"]), _part(match["part"])
    if part is None:
        return Reading(cal.year_period(year))
    if match["part"].lower().split()[-1] in ("end", "late", "early", "mid", "beginning", "start", "middle"):
        word = match["part"].lower().split()[-1]
        if word == "end":
            return Reading(cal.month_period(year, 12))
        if word in ("beginning", "start"):
            return Reading(cal.month_period(year, 1))
    return Reading(cal.part_of_year(year, part))


def _decade(match: re.Match[str], _frame: Frame) -> Reading:
    first = int(match["decade"])
    return Reading(Period(date(first, 1, 1), date(first + 9, 12, 31)))


def _weekday_number(name: str) -> int:
    return int(time_words()["weekdays"][name.lower().rstrip(".")])


def _weekday(match: re.Match[str], frame: Frame) -> Reading:
    if frame.day is None:
        return Reading()
    number, lead = _weekday_number(match["weekday"]), (match["lead"] or "").lower()
    if lead in ("last", "this past"):
        day = cal.weekday_near(cal.shift_days(frame.day, -1), number, future=False)
    elif lead == "next":
        day = cal.shift_days(cal.week_of(frame.day, 1).first, number)
    elif lead in ("this coming", "coming"):
        day = cal.weekday_near(cal.shift_days(frame.day, 1), number, future=True)
    else:
        day = _plain_weekday(frame, number)
    if "overnight" in ((match["how"] or "").lower(), (match["part"] or "").lower()):
        return _days(day, cal.shift_days(day, 1))
    return _days(day)


def _plain_weekday(frame: Frame, number: int) -> date:
    """The nearest such day on the right side; the day after publication rather than the one six days before it.

    A report that is out on a Saturday and says "Sunday" means the day to come, or was dated west of the event.
    """
    day = frame.day
    assert day is not None
    tomorrow = cal.shift_days(day, 1)
    return tomorrow if tomorrow.weekday() == number else cal.weekday_near(day, number, frame.future)


def _clock(match: re.Match[str], frame: Frame) -> Reading:
    if frame.day is None:
        return Reading()
    if match["weekday"]:
        return _days(_plain_weekday(frame, _weekday_number(match["weekday"])))
    shift = {"yesterday": -1, "tomorrow": 1, "today": 0, "morning": 0}.get((match["word"] or "").lower())
    return _days(cal.shift_days(frame.day, shift)) if shift is not None else Reading()


def _day_word(match: re.Match[str], frame: Frame) -> Reading:
    if frame.day is None:
        return Reading()
    word = " ".join(match["word"].lower().split())
    if word == "overnight":
        return _days(cal.shift_days(frame.day, -1), frame.day)
    shift = 0
    if word == "last night" or word.startswith("yesterday"):
        shift = -1
    elif word.startswith("tomorrow"):
        shift = 1
    elif word.endswith("before yesterday"):
        shift = -2
    elif word.endswith("after tomorrow"):
        shift = 2
    if match["zone"]:
        shift += _utc_shift(match["zone"].lower(), word.split()[-1])
    return _days(cal.shift_days(frame.day, shift))


def _utc_shift(zone: str, part: str) -> int:
    """Days from the zone's day to the day in UTC: this morning in Auckland was yesterday for most of the world."""
    words = time_words()
    hour = words["day_parts"].get(part)
    return (int(hour) - int(words["zones"][zone])) // 24 if hour is not None else 0


def _feast(match: re.Match[str], frame: Frame) -> Reading:
    month, day = time_words()["feasts"][" ".join(match["feast"].lower().split())]
    return _days(_near_year(month, day, frame))


def _week_of(match: re.Match[str], frame: Frame) -> Reading:
    day = _near_year(_month_number(match["month"]), _number(match["day"]), frame)
    return Reading(cal.week_of(day)) if day else Reading()


_LEAD_SHIFT = {"last": -1, "previous": -1, "the previous": -1, "next": 1, "this coming": 1, "the coming": 1}
_ROLLING_LEADS = frozenset({"this past", "the past", "the last", "the next"})


def _calendar_unit(match: re.Match[str], frame: Frame) -> Reading | None:
    groups = match.groupdict()
    lead, unit, part = groups["lead"].lower(), groups["unit"].lower(), (groups["part"] or "").lower()
    lead = " ".join(lead.split())
    if lead == "the" and not part and unit not in ("weekend", "spring", "summer", "autumn", "fall", "winter"):
        return None
    if frame.day is None:
        return Reading()
    if unit == "weekend":
        return Reading(_weekend(lead, frame))
    if lead in _ROLLING_LEADS and unit in ("week", "month", "year", "decade"):
        return Reading(_roll(frame.day, 1, unit, ahead=lead == "the next"))
    shift = _LEAD_SHIFT.get(lead, 0)
    period = _unit_period(unit, shift, frame)
    if period is None:
        return Reading()
    return Reading(_part_of(period, part, unit, shift, frame))


def _weekend(lead: str, frame: Frame) -> Period:
    day = frame.day
    assert day is not None
    if lead in ("last", "the previous", "the last", "previous"):
        return cal.weekend_near(cal.shift_days(cal.week_of(day).first, -1), future=False)
    if lead in ("next", "this coming", "the coming", "the next"):
        return cal.weekend_near(cal.shift_days(day, 1), future=True)
    return cal.weekend_near(day, frame.future)


def _unit_period(unit: str, shift: int, frame: Frame) -> Period | None:
    day = frame.day
    assert day is not None
    if unit == "week":
        if day.weekday() == 6 and shift <= 0:
            return _sunday_week(day, shift, frame.future)
        return cal.week_of(day, shift)
    if unit == "month":
        return cal.month_of(day, shift)
    if unit == "quarter":
        return cal.quarter_of(day, shift)
    if unit == "year":
        return cal.year_period(day.year + shift)
    if unit in ("decade", "century"):
        return None
    return _season(unit, shift, day, frame.future)


def _sunday_week(sunday: date, shift: int, future: bool) -> Period:
    """On a Sunday "last week" is the week that has just ended, and "this week" is that one or, of what is to come, the next."""
    if shift < 0:
        return Period(cal.shift_days(sunday, 7 * shift), cal.shift_days(sunday, 7 * shift + 6))
    return cal.week_of(sunday, 1 if future else 0)


def _season(name: str, shift: int, day: date, future: bool) -> Period:
    seasons = [cal.season_period(name, day.year + n) for n in (-2, -1, 0, 1)]
    if shift < 0:
        return [s for s in seasons if s.last < day][-1]
    if shift > 0 or future:
        return next(s for s in seasons if (s.first if shift else s.last) >= day)
    return [s for s in seasons if s.first <= day][-1]


def _part_of(period: Period, part: str, unit: str, shift: int, frame: Frame) -> Period | None:
    day = frame.day
    assert day is not None
    word = part.removeprefix("the ").removesuffix(" of")
    if shift == 0 and not word and not frame.future and unit in ("week", "month", "year", "quarter"):
        return Period(period.first, min(day, period.last))
    if word in ("earlier", "so far"):
        return Period(period.first, day) if period.first <= day <= period.last else period
    if word == "later":
        return Period(day, period.last) if period.first <= day <= period.last else period
    named = _part(word)
    if named is None:
        return period
    if unit == "month":
        return cal.part_of_month(period, named)
    if unit == "year":
        return cal.month_period(period.first.year, {"early": 1, "mid": 6, "late": 12}[named])
    return period


def _roll(day: date, count: float, unit: str, ahead: bool) -> Period | None:
    """From `day` so far ahead or back."""
    far = _moved(day, count if ahead else -count, unit)
    if far is None:
        return None
    return Period(day, far) if ahead else Period(far, day)


def _moved(day: date, count: float, unit: str) -> date | None:
    if count != int(count) or abs(count) > 100_000:
        return None
    n = int(count)
    if unit in ("second", "minute", "hour"):
        hours = {"second": n / 3600, "minute": n / 60, "hour": n}[unit]
        return cal.shift_days(day, int(hours // 24) if n > 0 else -int(-hours // 24))
    if unit in ("day", "week", "fortnight"):
        return cal.shift_days(day, n * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return cal.shift_months(day, n * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit])


def _count(match: re.Match[str]) -> tuple[float, str] | None:
    groups = match.groupdict()
    if not groups.get("n"):
        return None
    n = 1.0 if groups["n"].lower() in ("a", "an") else numeral_value(groups["n"])
    return (n, unit_name(groups["unit"])) if n is not None and not groups["half"] else None


def _rolling(match: re.Match[str], frame: Frame) -> Reading | None:
    counted = _count(match)
    lead = match["lead"].lower()
    if counted is None:
        singular = not match.group().lower().endswith("s")
        if lead == "recent" or not singular:
            return Reading()
        if frame.day is None or lead not in ("past", "coming"):
            return None if lead in ("last", "next", "previous") else Reading()
        return Reading(_roll(frame.day, 1, unit_name(match.group().split()[-1]), ahead=lead == "coming"))
    if frame.day is None or lead == "recent":
        return Reading(duration=duration_of(match))
    period = _roll(frame.day, *counted, ahead=lead in ("next", "coming"))
    return Reading(period, duration_of(match), deadline=(match["prep"] or "").lower() == "within")


def _offset(match: re.Match[str], frame: Frame) -> Reading:
    counted = _count(match)
    direction = " ".join(match["dir"].lower().split())
    if counted is None or frame.day is None or direction in ("earlier", "later"):
        return Reading()
    count, unit = counted
    day = _moved(frame.day, -count if direction == "ago" else count, unit)
    if day is None:
        return Reading()
    if unit in ("month",):
        return Reading(cal.month_of(day) if direction == "ago" else Period.day(day))
    if unit in ("year", "decade"):
        return Reading(cal.year_period(day.year) if direction == "ago" else Period.day(day))
    if unit == "century":
        return Reading()
    return _days(day)


def _ahead(match: re.Match[str], frame: Frame) -> Reading:
    duration, counted = duration_of(match), _count(match)
    prep = match["prep"].lower()
    if prep == "within":
        period = _roll(frame.day, *counted, ahead=True) if frame.day and counted else None
        return Reading(period, duration, deadline=True)
    if prep == "in" and frame.future and frame.day and counted:
        day = _moved(frame.day, *counted)
        return Reading(Period.day(day) if day else None, duration)
    return Reading(None, duration)


def _length(match: re.Match[str], _frame: Frame) -> Reading | None:
    duration = duration_of(match)
    if match["n"].lower() in ("a", "an") and match["unit"].lower().endswith("s"):
        return None
    return Reading(None, duration)
