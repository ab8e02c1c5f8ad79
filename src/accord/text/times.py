"""Times in a report: expressions of days, runs of days and durations, resolved against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from accord.model.period import Period
from accord.model.span import Span
from accord.text.time_rules import NUMBER, Frame, Reading, rules_by_word


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression. `period` is None when it can't be resolved; `duration` is ISO 8601 for a length of time.

    `deadline` is true for "by", "within", "until" expressions, where `period.last` is the day that counts.
    `attributive` is true where it describes a noun ("the 2015 agreement", "a 30-day truce", "Tuesday's vote"), so that
    it need not date the act of its clause.
    """

    span: Span
    period: Period | None
    duration: str | None = None
    deadline: bool = False
    attributive: bool = False


def find_times(text: str, sentence: Span, published: date | None, future: bool = False) -> list[TimeExpression]:
    """Time expressions of one sentence, in text order, never overlapping.

    Args:
        text: the report's prose.
        sentence: where to look.
        published: the report's day; relative times stay unresolved without it.
        future: the act they date is still to come, so that a bare weekday lies on or after `published`.
    """
    out: list[TimeExpression] = []
    frame, rules = Frame(published, future), rules_by_word()
    end = sentence.start
    for word in _words().finditer(text, sentence.start, sentence.end):
        first = word.group().lower()
        if word.start() < end or (first not in rules and not first.isdigit()):
            continue
        found = _expression(text, word.start(), first, Span(end, sentence.end), frame)
        if found is not None:
            out.append(found)
            end = found.span.end
    return out


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"(?<![\w$€£¥])(?:\d|[A-Za-z]+)")


def _first_match(text: str, start: int, first: str, limit: int, frame: Frame) -> tuple[int, Reading] | None:
    """The longest expression that starts here: where it ends and what it means."""
    table = rules_by_word()
    best: tuple[int, Reading] | None = None
    for rule in table[NUMBER] if first.isdigit() else table.get(first, ()):
        match = rule.pattern.match(text, start, limit)
        if match and (best is None or match.end() > best[0]):
            reading = rule.resolve(match, frame)
            if reading is not None:
                best = (match.end(), reading)
    return best


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<word>since|by|no later than|until|till|up to|through|from|starting|beginning|effective|before|after|prior to|ahead of)"
        r"(?:\s+(?:on|at|from|about|around|the))?\s+$",
        re.IGNORECASE,
    )


def _expression(text: str, start: int, first: str, room: Span, frame: Frame) -> TimeExpression | None:
    lead = _lead().search(text, max(room.start, start - 24), start)
    word = " ".join(lead["word"].lower().split()) if lead else ""
    if word in ("until", "till", "through", "no later than") or (word == "by" and not _opens(text, lead, room)):
        frame = replace(frame, future=True)
    found = _first_match(text, start, first, room.end, frame)
    if found is None:
        return None
    stop, reading = found
    stop, reading = _joined(text, stop, reading, room.end, frame)
    begin = start
    describes = word != "since" and _attributive(text, Span(start, stop))
    if lead and reading.period and reading.duration is None and not describes:
        begin, reading = lead.start() if word not in ("from",) else start, _led(word, reading, frame)
    while stop > begin and text[stop - 1] in " \n\t,":
        stop -= 1
    span = Span(begin, stop)
    return TimeExpression(span, reading.period, reading.duration, reading.deadline, _attributive(text, span))


def _opens(text: str, lead: re.Match[str] | None, room: Span) -> bool:
    return lead is not None and not text[room.start : lead.start()].strip(" \n\t\"“‘'")


def _led(word: str, reading: Reading, frame: Frame) -> Reading:
    """What a preposition makes of a resolved period."""
    period, day = reading.period, frame.day
    if period is None or word in ("starting", "beginning", "effective", "from"):
        return reading
    if word == "since":
        return replace(reading, period=Period(period.first, day) if day and day >= period.first else None)
    if word in ("until", "till", "through", "up to"):
        return Reading(Period(day, period.last) if day and day <= period.last else period, deadline=True)
    if word in ("by", "no later than"):
        if frame.future and day and period.first != period.last and period.first > day:
            return Reading(Period(day, period.last), deadline=True)
        return Reading(period, deadline=True)
    if word in ("before", "ahead of", "prior to") and frame.future and day and period.first > day:
        return Reading(Period(day, period.first - timedelta(days=1)), deadline=True)
    return Reading()


@cache
def _join() -> re.Pattern[str]:
    return re.compile(
        r"(?P<to>\s+(?:to|through|until|till)\s+|\s?[-–—]\s?)|(?P<and>\s+and\s+(?:on\s+)?|\s*,\s+(?=\d))"
        r"|(?P<from>\s+(?:starting|beginning|from|commencing|effective)(?:\s+(?:on|at|from))?\s+)"
    )


def _joined(text: str, stop: int, reading: Reading, limit: int, frame: Frame) -> tuple[int, Reading]:
    """Join "… to …", neighbouring "… and …" and "90 days from …" into one expression."""
    link = _join().match(text, stop, limit)
    if link is None:
        return stop, reading
    word = _words().match(text, link.end(), limit)
    if word is None:
        return stop, reading
    anchor = Frame(reading.period.first, True) if reading.period and link["to"] else frame
    second = _first_match(text, word.start(), word.group().lower(), limit, anchor)
    if second is None or second[1].period is None:
        return stop, reading
    joined = _combine(reading, second[1].period, link)
    return (second[0], joined) if joined else (stop, reading)


def _combine(first: Reading, second: Period, link: re.Match[str]) -> Reading | None:
    if link["from"]:
        length = _length_in_days(first.duration)
        if first.period is not None or length is None:
            return None
        return Reading(Period(second.first, second.first + timedelta(days=length)), first.duration)
    if first.period is None or second.last < first.period.first or first.duration:
        return None
    gap = (second.first - first.period.last).days
    if link["and"] and not 0 <= gap <= 1:
        return None
    return Reading(Period(first.period.first, max(first.period.last, second.last)))


def _length_in_days(duration: str | None) -> int | None:
    match = re.fullmatch(r"P(\d{1,5})D", duration or "")
    return int(match[1]) if match else None


@cache
def _noun_frame() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = re.compile(r"(?:\b(?:the|an?|its|his|her|their|our|this|that|any|full|new)|[’']s)\s+$", re.IGNORECASE)
    functions = "of|in|on|at|by|to|and|or|but|for|from|with|as|that|which|who|when|after|before|since|until|while|is|was|were|are|has|had|have|will|would|said"
    return before, re.compile(rf"[’']s?\s+\w|\s+(?!(?:{functions})\b)[A-Za-z][a-z]+")


def _attributive(text: str, span: Span) -> bool:
    if text[span.end : span.end + 1] in ("’", "'"):
        return True
    before, after = _noun_frame()
    if not after.match(text, span.end):
        return False
    if (
        "-" in text[span.start : span.end]
        and text[span.start].isalnum()
        and re.search(r"-(?:second|minute|hour|day|week|month|year|decade)$", text[span.start : span.end])
    ):
        return True
    return before.search(text, max(0, span.start - 8), span.start) is not None
