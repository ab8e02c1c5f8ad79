"""Times in a report: expressions of days, runs of days and durations, resolved against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from accord.model.period import Period
from accord.model.span import Span
from accord.text.sentences import split_sentences
from accord.text.times.calendars import FIRST_YEAR, LAST_YEAR
from accord.text.times.frame import Frame, Reading, time_words
from accord.text.times.length_readings import event_key
from accord.text.times.rules import NUMBER, rules_by_word


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
        text: the report's prose. What hangs on an event ("a few hours after the call") takes the day that the text
            gives for it elsewhere.
        sentence: where to look.
        published: the report's day; relative times stay unresolved without it.
        future: the act they date is still to come, so that a bare weekday lies on or after `published`.
    """
    known = published if published and FIRST_YEAR <= published.year <= LAST_YEAR else None
    frame = Frame(known, future)
    found = _found(text, sentence, frame)
    out = []
    for span, reading in found:
        period = reading.period
        if reading.clock:
            period = _clock_day(found, frame)
        elif reading.anchor:
            period = _event_days(text, known).get(reading.anchor)
        out.append(TimeExpression(span, period, reading.duration, reading.deadline, _attributive(text, span)))
    return out


def _found(text: str, sentence: Span, frame: Frame) -> list[tuple[Span, Reading]]:
    found: list[tuple[Span, Reading]] = []
    rules, end = rules_by_word(), sentence.start
    for word in _words().finditer(text, sentence.start, sentence.end):
        first = word.group().lower()
        if word.start() < end or (first not in rules and not first.isdigit()):
            continue
        expression = _expression(text, word.start(), first, Span(end, sentence.end), frame)
        if expression is not None:
            found.append(expression)
            end = expression[0].end
    return found


@lru_cache(maxsize=1)
def _event_days(text: str, published: date | None) -> dict[str, Period]:
    """The days a text gives for the events it speaks of: of each, the first day named in a sentence with its noun.

    A report's readers ask sentence by sentence, so the last text is kept.
    """
    days: dict[str, Period] = {}
    for sentence in split_sentences(text):
        nouns = [
            m for m in _event_nouns().finditer(text, sentence.start, sentence.end) if event_key(m.group()) not in days
        ]
        times = _found(text, sentence, Frame(published, False)) if nouns else []
        single = [(span, r.period) for span, r in times if r.period and r.period.first == r.period.last]
        plain = []
        for span, period in single:
            if not _attributive(text, span):
                plain.append((span, period))
            elif named := _named_after(text, span, sentence):
                days.setdefault(named, period)
        for noun in nouns if plain else ():
            nearest = min(plain, key=lambda found: abs(found[0].start - noun.start()))
            days.setdefault(event_key(noun.group()), nearest[1])
    return days


def _named_after(text: str, span: Span, sentence: Span) -> str | None:
    """The event that a time describes: the call of "the March 20 call"."""
    named = _event_nouns().search(text, span.end, min(sentence.end, span.end + 24))
    return event_key(named.group()) if named and text[span.end : named.start()].count(" ") < 3 else None


def _clock_day(found: list[tuple[Span, Reading]], frame: Frame) -> Period | None:
    """The day of a bare time of day: the one its sentence names, else that of the report."""
    days = [r.period for _, r in found if r.period and r.period.first == r.period.last]
    if days:
        return days[0] if len(set(days)) == 1 else None
    return Period.day(frame.day) if frame.day else None


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"(?<![\w$€£¥])(?:\d|[A-Za-z]+)")


@cache
def _event_nouns() -> re.Pattern[str]:
    nouns = sorted(time_words()["vague"]["events"], key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(nouns)})\b")


@cache
def _lead() -> re.Pattern[str]:
    deadlines, starts = "by|no later than|until|till|up to|through|before|ahead of|prior to", "since|from|after"
    return re.compile(
        rf"\b(?P<word>{deadlines}|{starts}|starting|beginning|effective)(?:\s+(?:on|at|from|about|around|the))?\s+$",
        re.IGNORECASE,
    )


def _expression(text: str, start: int, first: str, room: Span, frame: Frame) -> tuple[Span, Reading] | None:
    """The expression that starts at a word, with the preposition before it where that changes its meaning."""
    lead = _lead().search(text, max(room.start, start - 24), start)
    word = " ".join(lead["word"].lower().split()) if lead else ""
    opens = lead is not None and not text[room.start : lead.start()].strip(" \n\t\"“‘'")
    if word in ("until", "till", "through", "no later than") or (word == "by" and not opens):
        frame = replace(frame, future=True)
    match = _longest(text, start, first, room.end, frame)
    if match is None:
        return None
    stop, reading = _joined(text, *match, room, start, frame)
    while stop > start + 1 and text[stop - 1] in " \n\t,":
        stop -= 1
    describes = word != "since" and _attributive(text, Span(start, stop))
    if lead is None or word == "from" or reading.period is None or reading.duration or describes:
        return Span(start, stop), reading
    return Span(lead.start(), stop), _led(word, reading, frame)


def _longest(text: str, start: int, first: str, limit: int, frame: Frame) -> tuple[int, Reading] | None:
    """The longest match that starts here: where it ends and what it means."""
    table = rules_by_word()
    best: tuple[int, Reading] | None = None
    for rule in table[NUMBER] if first.isdigit() else table.get(first, ()):
        match = rule.pattern.match(text, start, limit)
        if match and (best is None or match.end() > best[0]):
            reading = rule.resolve(match, frame)
            if reading is not None:
                best = (match.end(), reading)
    return best


def _led(word: str, reading: Reading, frame: Frame) -> Reading:
    """What a preposition makes of a resolved period."""
    period, day = reading.period, frame.day
    if period is None or word in ("starting", "beginning", "effective"):
        return reading
    if word == "since":
        return replace(reading, period=Period(period.first, day) if day and day >= period.first else None)
    if word in ("until", "till", "through", "up to"):
        return Reading(Period(day, period.last) if day and day <= period.last else period, deadline=True)
    if word in ("by", "no later than"):
        runs = frame.future and day is not None and period.first != period.last and period.first > day
        return Reading(Period(day, period.last) if runs and day else period, deadline=True)
    if word in ("before", "ahead of", "prior to") and frame.future and day and period.first > day:
        return Reading(Period(day, period.first - timedelta(days=1)), deadline=True)
    return Reading()


@cache
def _link() -> re.Pattern[str]:
    return re.compile(
        r"(?P<to>\s+(?:to|through|until|till)\s+|\s?[-–—]\s?)|(?P<and>\s+and\s+(?:on\s+)?)"
        r"|(?P<from>,?\s+(?:starting|beginning|from|commencing|effective)(?:\s+(?:on|at|from))?\s+)"
    )


def _joined(text: str, stop: int, reading: Reading, room: Span, start: int, frame: Frame) -> tuple[int, Reading]:
    """Join "… to …", "between … and …", neighbouring "… and …" and "90 days from …" into one expression."""
    link = _link().match(text, stop, room.end)
    word = _words().match(text, link.end(), room.end) if link else None
    if link is None or word is None:
        return stop, reading
    spans = link["to"] is not None or text[max(room.start, start - 8) : start].lower() == "between "
    anchor = Frame(reading.period.first, True) if reading.period and spans else frame
    second = _longest(text, word.start(), word.group().lower(), room.end, anchor)
    if second is None or second[1].period is None:
        return stop, reading
    joined = _counted_from(reading, second[1].period) if link["from"] else _run(reading, second[1].period, spans)
    return (second[0], joined) if joined else (stop, reading)


def _counted_from(length: Reading, start: Period) -> Reading | None:
    """A length of days and the day it runs from."""
    days = re.fullmatch(r"P(\d{1,5})D", length.duration or "")
    if length.deadline or days is None:
        return None
    return Reading(Period(start.first, start.first + timedelta(days=int(days[1]))), length.duration)


def _run(first: Reading, second: Period, spans: bool) -> Reading | None:
    """From the first period to the second; of two that are merely named together, only neighbours make a run."""
    if first.period is None or first.duration or second.last < first.period.first:
        return None
    if not spans and not 0 <= (second.first - first.period.last).days <= 1:
        return None
    return Reading(Period(first.period.first, max(first.period.last, second.last)))


@cache
def _before_noun() -> re.Pattern[str]:
    return re.compile(r"(?:\b(?:the|an?|its|his|her|their|our|this|that|any|full|new)|[’']s)\s+$", re.IGNORECASE)


@cache
def _noun() -> re.Pattern[str]:
    functions = (
        "of|in|on|at|by|to|and|or|but|for|from|with|as|that|which|who|when|after|before|since|until|while|is|was|were|are|"
        "has|had|have|will|would|said|says"
    )
    return re.compile(rf"\s+(?!(?:{functions})\b)[A-Za-z][a-z]+")


@cache
def _compound() -> re.Pattern[str]:
    return re.compile(r"[\d\w]-(?:second|minute|hour|day|week|month|year|decade)")


def _attributive(text: str, span: Span) -> bool:
    if text[span.end : span.end + 1] in ("’", "'"):
        return True
    if not _noun().match(text, span.end):
        return False
    if _compound().search(text, span.start, span.end):
        return True
    return _before_noun().search(text, max(0, span.start - 8), span.start) is not None
