"""The words of measures: which stand for one idea, which say nothing, which name a kind."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accord.model.measure import MeasureKind
from accord.weighing.stems import stem


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tables over stems. `kinds` in the order in which they are tried."""

    ideas: dict[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    kinds: tuple[tuple[MeasureKind, frozenset[str]], ...]
    pointing: frozenset[str]
    generic: frozenset[str]
    whole: frozenset[str]
    sites: frozenset[str]
    pauses: frozenset[str]
    function: frozenset[str]
    numbers: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The tables of `data/measure_words.toml`."""
    raw = tomllib.loads(files("accord.weighing").joinpath("data/measure_words.toml").read_text("utf-8"))
    ideas = {stem(word): idea for idea, words in raw["ideas"].items() for word in words.split()}
    kinds = [(MeasureKind(kind), frozenset(s.split())) for kind, sets in raw["kinds"].items() for s in sets]
    stemmed = ("pointing", "generic", "whole", "sites", "pauses")
    stems = {name: frozenset(map(stem, raw["words"][name].split())) for name in stemmed}
    plain = {name: frozenset(raw["words"][name].split()) for name in ("function", "numbers")}
    phrases = tuple((re.compile(pattern, re.IGNORECASE), idea) for idea, pattern in raw["phrases"].items())
    return Vocabulary(ideas=ideas, phrases=phrases, kinds=tuple(kinds), **stems, **plain)
