"""Content terms: the words of a text that carry its facts, each with how rare it is in news at large."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import log

from accord.text.folding import Memo

UNSEEN_PER_10000 = 5.0
"""Reports in ten thousand that are taken to hold a stem missing from the table."""


def find_terms(words: Iterable[str]) -> list[str]:
    """The stems of the content words among folded words, in order, with repeats; function words are left out."""
    return list(filter(None, map(_terms().__getitem__, words)))


def term_of(word: str) -> str:
    """The stem of a folded word, empty for function words and single letters."""
    return _terms()[word]


@cache
def _terms() -> Memo[str]:
    return Memo(_term)


def _term(word: str) -> str:
    if word in _function_words() or (len(word) < 2 and not word.isdigit()):
        return ""
    return stem_of(word)


def rarity(term: str) -> float:
    """How much a term tells: the logarithm of how seldom news reports hold it, from 0 to about 7.6."""
    return _rarities()[term]


@cache
def _rarities() -> Memo[float]:
    return Memo(_rarity)


def _rarity(term: str) -> float:
    return log(10_000 / stem_frequencies().get(term, UNSEEN_PER_10000))


def stem_of(word: str) -> str:
    """A folded word without its inflection: `talks`, `talked` and `talking` are one; numbers stay as they are."""
    if len(word) <= 3 or not word.isalpha():
        return word
    for ending, replacement, shortest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            stem = word[: len(word) - len(ending)] + replacement
            return _undouble(stem) if ending in ("ed", "ing", "er", "ers") else _close(stem)
    return _close(word)


_ENDINGS = (
    ("nesses", "", 3),
    ("ations", "at", 2),
    ("ation", "at", 2),
    ("ments", "", 3),
    ("ment", "", 3),
    ("ness", "", 3),
    ("sses", "ss", 1),
    ("ies", "y", 2),
    ("ied", "y", 2),
    ("ings", "", 3),
    ("ing", "", 3),
    ("ed", "", 3),
    ("ers", "", 4),
    ("er", "", 4),
    ("es", "e", 2),
    ("ss", "ss", 1),
    ("us", "us", 1),
    ("is", "is", 1),
    ("s", "", 3),
    ("ly", "", 4),
)


def _undouble(stem: str) -> str:
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz"
    return _close(stem[:-1] if doubled else stem)


def _close(stem: str) -> str:
    while len(stem) > 3 and stem.endswith("e"):
        stem = stem[:-1]
    return stem


@cache
def _function_words() -> frozenset[str]:
    return frozenset(w for line in _lines("function_words.txt") for w in line.split())


@cache
def stem_frequencies() -> Mapping[str, float]:
    """Stem to the number of news reports in ten thousand that hold it; common stems only."""
    return {stem: float(count) for stem, count in (line.split("\t") for line in _lines("term_frequencies.tsv"))}


def _lines(name: str) -> list[str]:
    text = files("accord.text").joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
