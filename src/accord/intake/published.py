"""Publication dates: every written form to a day, a time of day and the zone as written."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files

from accord.model.report import Published

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAYS = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+)?"


def parse_published(written: str, known_from: str = "metadata") -> Published:
    """Read a publication date.

    Args:
        written: an ISO date or date-time, an RFC 2822 date, or a date with the month's name ("19 March 2025",
            "March 19, 2025 3:04 pm NZDT"), with or without time and zone.
        known_from: where it was found.
    Returns: The day as written; with a time of day the moment, aware where the zone's offset is known.
    Raises: ValueError: not a date, or one that can be read two ways ("03/04/2025").
    """
    text = " ".join(written.split())
    for pattern in (_iso(), *_named()):
        match = pattern.fullmatch(text)
        if match:
            return _published(match, known_from)
    slashed = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    if slashed:
        return Published(_day_of(int(slashed[3]), *_in_order(int(slashed[1]), int(slashed[2]))), known_from=known_from)
    if re.fullmatch(r"\d{8}", text):
        return Published(_day_of(int(text[:4]), int(text[4:6]), int(text[6:])), known_from=known_from)
    raise ValueError(f"not a date: {text[:60]!r}")


def day_in_text(line: str) -> tuple[int, Published] | None:
    """The day a line near the top says the report was published or updated, None when it says none.

    Returns: Where in the line the words that say so begin (an agency or a section may stand before, set off by a
        bar), and the day.
    Catches: "Published 19 March 2025", "Posted: March 19, 2025, 3:04 pm NZDT", "Xinhua | Updated: 2025-03-19 17:52", a
        line that is only a full date.
    Refuses: a date inside a sentence.
    """
    if len(line) > 100 or not any(c.isdigit() for c in line):
        return None
    start = 0
    for piece in line.split("|")[:3]:
        match = _stamp().match(piece.strip(" .•-–—"))
        if match:
            try:
                return start, parse_published(match["date"], "text")
            except ValueError:
                return None
        start += len(piece) + 1
    return None


def day_within(words: str) -> Published | None:
    """The full date in a dateline or byline ("ORSK, March 3, 2025 /TASS/"); None where it has no year."""
    for pattern in _days():
        match = pattern.search(words)
        if match:
            try:
                return parse_published(match.group(), "text")
            except ValueError:
                return None
    return None


def _published(match: re.Match[str], known_from: str) -> Published:
    found = match.groupdict()
    month = int(found["m"]) if found["m"].isdigit() else MONTHS.index(found["m"][:3].casefold()) + 1
    day = _day_of(int(found["y"]), month, int(found["d"]))
    if not found.get("hour"):
        return Published(day, known_from=known_from)
    hour = _hour(int(found["hour"]), found.get("half"))
    zone = found.get("zone")
    try:
        seconds = int(found["second"] or 0)
        at = datetime(day.year, day.month, day.day, hour, int(found["minute"] or 0), min(seconds, 59))  # noqa: DTZ001
    except ValueError as error:
        raise ValueError(f"not a time of day: {match.group()[:60]!r}") from error
    return Published(day, at.replace(tzinfo=zone_offset(zone)), zone or None, known_from)


def zone_offset(zone: str | None) -> tzinfo | None:
    """The offset a written zone stands for ("+13:00", "NZDT"); None when there is none or it is not sure."""
    if not zone:
        return None
    signed = re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?", zone)
    minutes = _zones().get(zone.upper()) if not signed else int(signed[2]) * 60 + int(signed[3] or 0)
    if minutes is None or minutes >= 1440:
        return None
    return timezone(timedelta(minutes=-minutes if signed and signed[1] == "-" else minutes))


def _day_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"not a date: {year:04}-{month:02}-{day:02}") from error


def _in_order(first: int, second: int) -> tuple[int, int]:
    """Month and day of a date in figures; only where the figures leave one reading."""
    if first > 12:
        return second, first
    if second > 12 or first == second:
        return first, second
    raise ValueError("a date that can be read two ways: write it as YYYY-MM-DD")


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    return hour % 12 + (12 if half[0] in "pP" else 0)


@cache
def _zones() -> dict[str, int]:
    rows = files("accord.intake").joinpath("data/zones.tsv").read_text("utf-8").splitlines()
    return {row.split("\t")[0]: int(row.split("\t")[1]) for row in rows if row and not row.startswith("#")}


_TIME = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s?(?P<half>[aApP]\.?[mM]\.?)?"
    r"(?:\s?\(?(?P<zone>Z|(?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d{2})?|[A-Z]{1,5}T|UTC|MSK|WIB)\)?)?"
    r"(?:\s\([A-Za-z ]{2,40}\))?"
)


@cache
def _iso() -> re.Pattern[str]:
    return re.compile(rf"(?P<y>\d{{4}})[-/](?P<m>\d{{1,2}})[-/](?P<d>\d{{1,2}})(?:[T ,]\s?{_TIME})?")


@cache
def _days() -> tuple[re.Pattern[str], ...]:
    day_first = rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<m>(?i:{_NAMES}))\.?,?[ -](?P<y>\d{{4}})"
    month_first = rf"(?P<m>(?i:{_NAMES}))\.?[ -](?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?[ -](?P<y>\d{{4}})"
    return tuple(re.compile(rf"\b{day}\b") for day in (day_first, month_first))


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    join = r"(?:,|\s[|•·-]|\sat)?\s"
    return tuple(
        re.compile(pattern)
        for day in (days.pattern for days in _days())
        for pattern in (rf"{_DAYS}{day}(?:{join}{_TIME})?", rf"{_TIME}(?:,|\son)?\s{_DAYS}{day}")
    )


@cache
def _stamp() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:First |Originally |Last )?(?:[Pp]ublished|PUBLISHED|[Pp]osted|POSTED|[Ii]ssued|[Rr]eleased|[Dd]ate|"
        r"[Uu]pdated|UPDATED|[Cc]reated)(?: on| at)?:?\s+)?"
        r"(?P<date>(?:[A-Z][a-z]{2,8},?\s)?[\dA-Z][\w.,: +\-/|()]{5,60}?\d[\w.,: +()]{0,14})"
        r"(?:\s?(?:\||•|Updated|updated|Last|\(updated).*)?$"
    )
