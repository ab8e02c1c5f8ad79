"""Plain English for the lines of the record: lists of names, days, places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from accord.model.claim import Event
from accord.model.entry import Estimate
from accord.model.period import Period
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.wording import listed, number

_PREPOSITIONS = ("in ", "at ", "near ", "on ", "outside ", "around ", "across ", "along ", "inside ", "over ")
_LISTED = 6
_MONTHS = tuple(f"{date(2000, month, 1):%B}" for month in range(1, 13))
_LENGTH = re.compile(r"PT?(\d+)([YMWDHS])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "TM": "minute", "S": "second"}
_DAY_WORD = re.compile(r"(?<=\w )(?:today|yesterday)\b")


def join_names(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`; a long list is cut with the number left out."""
    if len(names) > _LISTED:
        return ", ".join(names[: _LISTED - 1]) + f" and {len(names) - _LISTED + 1} others"
    return listed(names)


def ranked(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, the most frequent first, then by the alphabet."""
    counted = Counter(names)
    return tuple(sorted(counted, key=lambda n: (-counted[n], n)))


def plain_day(day: date) -> str:
    """`18 March 2025`."""
    return f"{day.day} {day:%B} {day.year}"


def term_phrase(first: date, last: date) -> str:
    """`from 7 May to 21 June 2024`, `from 7 to 21 May 2024`; the day alone where it is one."""
    if first == last:
        return f"on {plain_day(first)}"
    start = plain_day(first).removesuffix(f" {last.year}")
    return f"from {start.removesuffix(f' {last:%B}')} to {plain_day(last)}"


def told_on(words: str, period: Period | None) -> str:
    """Words of a report with the day they tell of.

    Their own `Friday`, `today` or `yesterday` is told in full, their own date stands as it is, else a day follows.
    """
    if period is None:
        return f"{words}, no day given"
    day = day_phrase(period)
    if period.first == period.last:
        month = f"(?:{period.first:%B}|{period.first:%b}\\.?)"
        if re.search(rf"\b(?:{month} {period.first.day}|{period.first.day} {month})\b", words):
            return words
        own = re.compile(rf"\b{period.first:%A}\b(?!,? \w+\.? \d|,? \d)")
        for pattern, told in ((own, day), (_DAY_WORD, f"on {day}")):
            if pattern.search(words):
                return pattern.sub(told, words, count=1)
    return f"{words}, {day}"


def tells_another_month(words: str, period: Period) -> bool:
    """True for words that name a month (`arrested in July`), yet none that the period lies in."""
    named = {month for month in _MONTHS if re.search(rf"\b(?:in|last|since|early|late|mid) ?-?{month}\b", words)}
    return bool(named) and not named & {f"{period.first:%B}", f"{period.last:%B}"}


def day_phrase(period: Period) -> str:
    """`Tuesday 18 March 2025`, `18 to 20 March 2025`, `March 2025`, `2025`."""
    first, last = period.first, period.last
    if first == last:
        return f"{first:%A} {first.day} {first:%B} {first.year}"
    if _whole_month(first, last):
        return f"{first:%B} {first.year}"
    if (first.year, first.month, first.day, last.year, last.month, last.day) == (first.year, 1, 1, first.year, 12, 31):
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B} {last.year}"
    start = f"{first.day} {first:%B}" + (f" {first.year}" if first.year != last.year else "")
    return f"{start} to {last.day} {last:%B} {last.year}"


def _whole_month(first: date, last: date) -> bool:
    same = (first.year, first.month) == (last.year, last.month)
    return same and first.day == 1 and (last.toordinal() + 1 == _next_month(first).toordinal())


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < 9999 else day


def length_phrase(duration: str) -> str:
    """`30 days` for `P30D`; what is no length of one unit stands as it is."""
    found = _LENGTH.fullmatch(duration)
    if not found:
        return duration
    unit = _UNITS["TM" if duration.startswith("PT") and found[2] == "M" else found[2]]
    return f"{found[1]} {unit}" if found[1] == "1" else f"{found[1]} {unit}s"


def figures_phrase(estimate: Estimate) -> str:
    """`14 wounded`, `2 killed (reported 2 to 3)`."""
    rivals = f" (reported {number(estimate.low)} to {number(estimate.high)})" if estimate.low != estimate.high else ""
    return f"{number(estimate.best)} {estimate.unit}{rivals}"


def common_place(context: Context, events: Iterable[Event]) -> str | None:
    """The place most of the events name, the shorter wording of two, with its article; None when none names one."""
    named = Counter(_with_article(context, e.report, e.place) for e in events if e.place)
    return min(named, key=lambda p: (-named[p], len(p), p)) if named else None


def _with_article(context: Context, report: str, span: Span) -> str:
    before = context.reports[report].text[max(0, span.start - 4) : span.start]
    article = "the " if before.lower() == "the " else ""
    return article + " ".join(context.text(report, span).split())


def common_day(days: Iterable[Period | None]) -> Period | None:
    """The period given most often, the shorter of two; None when none is given."""
    dated = Counter(day for day in days if day)
    return min(dated, key=lambda p: (-dated[p], (p.last - p.first).days, p)) if dated else None


def place_phrase(place: str | None) -> str:
    """` in PLACE`, with the place's own preposition where it has one; empty without a place."""
    if not place:
        return ""
    return f" {place}" if place.lower().startswith(_PREPOSITIONS) else f" in {place}"


def balanced(text: str) -> str:
    """The text with the quotation mark put back that a quote's content leaves off at either end."""
    first_open, first_close = text.find("“"), text.find("”")
    if first_close >= 0 and (first_open < 0 or first_close < first_open):
        text = f"“{text}"
    return f"{text}”" if text.count("“") > text.count("”") else text


def sentence_case(text: str) -> str:
    """The text on one line, its first letter a capital, odd quotation marks and trailing punctuation left off."""
    plain = " ".join(text.split()).strip(" ,;:.-–—")
    for left, right in (("“", "”"), ('"', '"')):
        if plain.count(left) != plain.count(right) or (left == right and plain.count(left) % 2):
            plain = plain.replace(left, "").replace(right, "")
    plain = " ".join(plain.split())
    return plain[:1].upper() + plain[1:]
