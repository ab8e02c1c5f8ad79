"""The words of a measure that may carry meaning: each brought to its idea, in runs between function words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from accord.model.span import Span
from accord.text.times.durations import duration_of, length_pattern
from accord.weighing.measures.words import vocabulary
from accord.weighing.stems import stem

_DEMONYM = ("ians", "ian", "ese", "ans", "an", "ia", "ish", "is", "i", "a", "e")
AND = frozenset({"and", "or"})
_PAST = re.compile(r"[ -](?:ago|old|earlier|later|before)\b")
_DAYS = {"TS": 1 / 86_400, "TM": 1 / 1_440, "TH": 1 / 24, "D": 1.0, "W": 7.0, "M": 30.0, "Y": 365.0}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may carry meaning: its idea (or stem, when it has none), and where it stands.

    `run` numbers the runs of words between function words and `opens` is where it starts; `lead` is the first function
    word since the run before.
    """

    at: Span
    key: str
    run: int
    lead: str
    opens: int
    name: bool


def read_tokens(text: str) -> list[Word]:
    """The words that may carry meaning, in order."""
    out: list[Word] = []
    known = vocabulary()
    phrases = [(m.start(), m.end(), idea) for found, idea in known.phrases for m in found.finditer(text)]
    run, lead, opens = 0, "", -1
    for match in token_pattern().finditer(text):
        at = Span(match.start(), match.end())
        phrase = next((p for p in phrases if p[0] <= at.start < p[1]), None)
        if phrase is None and match.group().lower() in known.function:
            if opens >= 0 or not lead:
                run, lead, opens = run + (opens >= 0), match.group().lower(), -1
            continue
        opens = at.start if opens < 0 else opens
        if phrase is None:
            key, name = _meaning(match.group(), [w.key for w in out if w.run == run])
            if key:
                out.append(Word(at, key, run, lead, opens, name))
        elif at.start == phrase[0]:
            out.append(Word(Span(phrase[0], phrase[1]), phrase[2], run, lead, opens, False))
    return out


def _meaning(token: str, run: list[str]) -> tuple[str | None, bool]:
    """The key of a word, None when it says nothing, and whether it is a name. `run` are the keys right before it."""
    known = vocabulary()
    key = stem(token)
    if _is_year(token):
        return token, False
    if token[0].isdigit() or token.lower() in known.numbers or (key in known.generic and key not in known.ideas):
        return None, False
    if "-" in token and _lengths().match(token):
        return None, False
    if key in known.sites and any(k not in known.ideas for k in run):
        return None, False
    if "." in token or (token[0].isupper() and key not in known.ideas and key not in known.whole):
        return place_key(token), True
    return known.ideas.get(key, key), False


@lru_cache(maxsize=32_768)
def place_key(name: str) -> str:
    """One key for a country and its people: `Veldria`, `Veldrian`."""
    bare = name.lower().replace(".", "").replace("’", "'").removesuffix("'s")
    for ending in _DEMONYM:
        if bare.endswith(ending) and len(bare) - len(ending) > 2:
            return bare.removesuffix(ending)
    return bare


@cache
def _lengths() -> re.Pattern[str]:
    return re.compile(rf"\b{length_pattern()}", re.IGNORECASE)


@cache
def _no_length() -> re.Pattern[str]:
    """What stands before a time that is a deadline, an age or a while ago, not a length."""
    return re.compile(r"\b(?:within|after|in|than|past|last|first|over|next|these) $", re.IGNORECASE)


def length_of(text: str) -> str | None:
    """The first length of time that the words give, as an ISO 8601 duration; None when they give none."""
    for found in _lengths().finditer(text):
        years = found["unit"].lower().startswith(("year", "decade", "centur")) and "-" not in found.group()
        if not years and not _no_length().search(text[: found.start()]) and not _PAST.match(text, found.end()):
            return duration_of(found)
    return None


def days_of(duration: str) -> float | None:
    """An ISO 8601 duration in days, a month as 30 and a year as 365; None for one of several units."""
    found = re.fullmatch(r"PT?(\d+(?:\.\d+)?)([SMHDWY])", duration)
    if not found:
        return None
    unit = "T" + found[2] if duration.startswith("PT") else found[2]
    return float(found[1]) * _DAYS[unit]


@cache
def token_pattern() -> re.Pattern[str]:
    """Numbers (with a unit hyphened on), initials, words."""
    return re.compile(r"\d+(?:[.,]\d+)*(?:-[^\W\d_]+)?|(?:[A-Z]\.)+[A-Z]\b\.?|[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def _is_year(token: str) -> bool:
    return len(token) == 4 and token.isdigit() and token[:2] in ("19", "20")
