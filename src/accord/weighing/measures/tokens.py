"""The words of a measure that may carry meaning: each brought to its idea, in runs between function words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from accord.model.span import Span
from accord.weighing.measures.words import vocabulary
from accord.weighing.stems import stem

_DEMONYM = ("ians", "ian", "ese", "ans", "an", "ia", "ish", "is", "i", "a", "e")
AND = frozenset({"and", "or"})


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
    if key in known.sites and any(k not in known.ideas for k in run):
        return None, False
    if "." in token or (token[0].isupper() and key not in known.ideas and key not in known.whole):
        return place_key(token), True
    return known.ideas.get(key, key), False


def place_key(name: str) -> str:
    """One key for a country and its people: `Veldria`, `Veldrian`."""
    bare = name.lower().replace(".", "").replace("’", "'").removesuffix("'s")
    for ending in _DEMONYM:
        if bare.endswith(ending) and len(bare) - len(ending) > 2:
            return bare.removesuffix(ending)
    return bare


@cache
def _lengths() -> re.Pattern[str]:
    return re.compile(r"\b(\d{1,3})[ -](hour|day|week|month)s?\b", re.IGNORECASE)


def length_of(text: str) -> str | None:
    """The length of time that the words give, as an ISO 8601 duration; None when they give none."""
    found = _lengths().search(text)
    if not found:
        return None
    number, unit = found.group(1), found.group(2).lower()
    return f"PT{number}H" if unit == "hour" else f"P{number}{unit[0].upper()}"


@cache
def token_pattern() -> re.Pattern[str]:
    """Numbers (with a unit hyphened on), initials, words."""
    return re.compile(r"\d+(?:[.,]\d+)*(?:-[^\W\d_]+)?|(?:[A-Z]\.)+[A-Z]\b\.?|[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def _is_year(token: str) -> bool:
    return len(token) == 4 and token.isdigit() and token[:2] in ("19", "20")
