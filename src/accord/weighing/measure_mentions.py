"""Mentions of measures: one event's words for what it is about, taken apart for comparing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from accord.model.claim import Event, PloverType, Stance
from accord.model.measure import MeasureKind
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.measure_words import Vocabulary, vocabulary
from accord.weighing.stems import stem

ONE_SIDED = frozenset({PloverType.REQUEST, PloverType.SANCTION, PloverType.THREATEN, PloverType.CONCEDE})
_CEASEFIRES = frozenset({MeasureKind.CEASEFIRE, MeasureKind.PARTIAL_CEASEFIRE})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a mention: its idea (or stem, when it has none), the run of words it stands in, its place there."""

    text: str
    key: str
    run: int
    name: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """An event's measure, taken apart.

    `content` are the ideas that tell measures apart; a bare mention (`the deal`) has none beyond its kind's own.
    `scope` are those that bound it; `whole` when the words say that nothing is left out. `names` are the parties and
    places it names. `owed` are the parties that would have to act, as far as the event says.
    """

    event: Event
    span: Span
    text: str
    kind: MeasureKind
    content: frozenset[str]
    scope: frozenset[str]
    names: frozenset[str]
    whole: bool
    bare: bool
    duration: str | None
    owed: frozenset[str]
    toward: frozenset[str]


def read_mention(context: Context, event: Event) -> Mention | None:
    """Take an event's measure apart; None when it has none."""
    if event.measure is None:
        return None
    words = vocabulary()
    text = context.text(event.report, event.measure)
    read = _words(text, words)
    kind, naming = classify(read, words)
    content = frozenset(w.key for w in read if not w.name and w.key not in words.generic and w.key not in words.whole)
    scope = content - naming - {"strike", "halt", "war"}
    whole = any(w.key in words.whole for w in read)
    if kind is MeasureKind.CEASEFIRE and scope and not whole:
        kind = MeasureKind.PARTIAL_CEASEFIRE
    names = frozenset(w.key for w in read if w.name)
    owed, toward = _sides(event)
    duration = event.duration or _length(text)
    bare = not (content - naming) and not (names and kind not in _CEASEFIRES)
    return Mention(event, event.measure, text, kind, content, scope, names, whole, bare, duration, owed, toward)


def classify(read: list[Word], words: Vocabulary) -> tuple[MeasureKind, frozenset[str]]:
    """The kind a mention's words name, and the ideas that named it; the earliest run of words decides."""
    best: tuple[tuple[int, int, int], MeasureKind, frozenset[str]] | None = None
    first: dict[str, int] = {}
    for w in read:
        first.setdefault(w.key, w.run)
    for order, (kind, ideas) in enumerate(words.kinds):
        if ideas <= first.keys():
            rank = (min(first[i] for i in ideas), -len(ideas), order)
            if best is None or rank < best[0]:
                best = (rank, kind, ideas)
    return (best[1], best[2]) if best else (MeasureKind.OTHER, frozenset())


def _words(text: str, words: Vocabulary) -> list[Word]:
    out: list[Word] = []
    run = 0
    for match in _pattern().finditer(text):
        token = match.group()
        lower = token.lower()
        if lower in words.function:
            run += bool(out) and out[-1].run == run
            continue
        if token[0].isdigit():
            continue
        key = stem(token)
        name = token[0].isupper() and key not in words.ideas and key not in words.generic and key not in words.whole
        out.append(Word(token, key if name else words.ideas.get(key, key), run, name))
    return out


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\d+(?:[.,]\d+)*(?:-[^\W\d_]+)?|[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@cache
def _lengths() -> re.Pattern[str]:
    return re.compile(r"\b(\d{1,3})[ -](hour|day|week|month|year)s?\b", re.IGNORECASE)


def _length(text: str) -> str | None:
    found = _lengths().search(text)
    if not found:
        return None
    number, unit = found.group(1), found.group(2).lower()
    return f"PT{number}H" if unit == "hour" else f"P{number}{unit[0].upper()}"


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    if event.stance in (Stance.DEMANDS,) or event.type is PloverType.REQUEST:
        return frozenset(event.recipient_parties or (m.name for m in event.recipients)), frozenset(event.parties)
    if event.type in ONE_SIDED:
        return frozenset(event.parties), frozenset(event.recipient_parties or (m.name for m in event.recipients))
    return frozenset(), frozenset()
