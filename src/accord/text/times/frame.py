"""What every reading of a time expression shares: the frame it is resolved against, and what it comes to.

A resolver takes a match of its pattern in `time_rules` and a `Frame`. It returns None where the match is no time
after all, and a `Reading` without a period where the expression is one but its days can't be told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from accord.model.period import Period


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is resolved against: the report's day, and whether the act is still to come."""

    day: date | None
    future: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; see `TimeExpression`. `clock` marks a bare time of day, which names no day itself."""

    period: Period | None = None
    duration: str | None = None
    deadline: bool = False
    clock: bool = False
    anchor: str | None = None


Resolver = Callable[[re.Match[str], Frame], Reading | None]


@cache
def time_words() -> dict[str, Any]:
    """The tables of `data/times.toml`."""
    return tomllib.loads(files("accord.text").joinpath("data/times.toml").read_text("utf-8"))


def dated(resolve: Callable[[re.Match[str], date, bool], Reading | None]) -> Resolver:
    """A resolver that needs the day of publication; without one the expression stays unresolved."""

    def resolver(match: re.Match[str], frame: Frame) -> Reading | None:
        return Reading() if frame.day is None else resolve(match, frame.day, frame.future)

    return resolver


def days_of(first: date | None, last: date | None = None) -> Reading:
    """The reading of a day, or of the run from `first` to `last`; without a period where there is no such run."""
    last = last or first
    return Reading(Period(first, last) if first and last and first <= last else None)


def lowered(word: str | None) -> str:
    """A matched group in lower case with single blanks, empty for one that did not take part."""
    return " ".join((word or "").lower().split())


def unresolved(match: re.Match[str], _frame: Frame) -> Reading | None:
    """An expression that says when without saying a day."""
    return None if in_name(match) else Reading()


_CAPITALISED = re.compile(r"[A-Z][\w’'&]*[^\S\n]$")


def in_name(match: re.Match[str]) -> bool:
    """True where the match is capitalised behind another capitalised word, as in a title or a newspaper's name."""
    text, start = match.string, match.start()
    return text[start].isupper() and _CAPITALISED.search(text, max(0, start - 24), start) is not None


_PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}


def part_word(word: str | None) -> str | None:
    """`early`, `mid` or `late` for words such as "the beginning of", None for others."""
    return _PARTS.get(lowered(word).removeprefix("the ").removesuffix(" of"))
